using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Access;

namespace Sqs.Cli.Verbs.Service;

/// <summary><c>sqs keys revoke</c>: makes a key void at once.</summary>
internal sealed class KeysRevokeVerb : VerbCommand
{
    private readonly JobStoreOptions _store = new();
    private readonly Argument<string> _id = new("KEY") { Description = "Identifier of the key, as 'sqs keys' lists it." };

    /// <summary>Creates the verb.</summary>
    public KeysRevokeVerb()
        : base("revoke", "Makes a key of the job service void.", "sqs keys revoke 0123456789abcdef")
    {
        Add(_id);
        _store.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        ApiKeyStore keys = await KeysCommand.OpenAsync(_store.Location(arguments), context.Cancellation).ConfigureAwait(false);
        string id = arguments.GetRequiredValue(_id);
        if (await keys.RevokeAsync(id, context.Cancellation).ConfigureAwait(false))
            return ExitCode.Done;
        context.Report(CommandLineDiagnostics.UnknownKey.At(SourceSpan.None, id));
        return ExitCode.Failed;
    }
}
