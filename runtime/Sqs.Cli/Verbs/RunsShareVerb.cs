using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs.Remote;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs runs share</c>: gives a run to the job service, where the project sees it.</summary>
internal sealed class RunsShareVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The run, the beginning of its identifier, or 'last'." };
    private readonly RunStoreOptions _store = new();
    private readonly ServerOptions _server = new();

    /// <summary>Creates the verb.</summary>
    public RunsShareVerb()
        : base("share", "Gives a run to a job service, whose dashboard shows it to the project and which can replay it.", "sqs runs share last --server https://jobs.example.org")
    {
        Add(_id);
        _store.AddReadingTo(this);
        _server.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using RemoteJobs? remote = _server.Open(arguments, context);
        if (remote is null)
            return context.Report(CommandLineDiagnostics.MissingEntry.At(SourceSpan.None, "address", "the job service", $"give --server, or set {ServerOptions.AddressVariable}"));
        var diagnostics = new DiagnosticBag();
        RunStore store = _store.Open(arguments);
        using var archive = new MemoryStream();
        return store.Find(arguments.GetRequiredValue(_id), diagnostics) is { } id && RunArchive.Write(store, id, archive, diagnostics)
            ? await remote.ShareAsync(archive.ToArray()).ConfigureAwait(false)
            : context.Report(diagnostics);
    }
}
