using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Storage;

namespace Sqs.Cli.Verbs.Service;

/// <summary><c>sqs keys</c>: the keys of the service, made where its store is reached directly.</summary>
internal sealed class KeysCommand : VerbCommand
{
    private readonly JobStoreOptions _store = new();

    /// <summary>Creates the verb; without a sub-verb it lists.</summary>
    public KeysCommand()
        : base("keys", "Lists the keys of the job service; 'sqs keys create' makes one, 'sqs keys revoke' makes one void.", "sqs keys --jobs jobs.db")
    {
        _store.AddTo(this);
        Add(new KeysCreateVerb());
        Add(new KeysRevokeVerb());
    }

    /// <summary>Opens the keys of a store.</summary>
    /// <param name="location">Where the store is.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The keys.</returns>
    public static async Task<ApiKeyStore> OpenAsync(string location, CancellationToken cancellationToken)
    {
        var database = SqlDatabase.At(location);
        await JobStore.OpenAsync(database, cancellationToken).ConfigureAwait(false);
        return new ApiKeyStore(database, TimeProvider.System);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        ApiKeyStore keys = await OpenAsync(_store.Location(arguments), context.Cancellation).ConfigureAwait(false);
        IReadOnlyList<ApiKey> list = await keys.ListAsync(context.Cancellation).ConfigureAwait(false);
        if (context.IsJson)
        {
            context.WriteJson(new JArray(list.Select(k => new JObject
            {
                ["key"] = k.Id,
                ["project"] = k.Project,
                ["user"] = k.User,
                ["scopes"] = k.Scopes.ToString().ToLowerInvariant(),
                ["created"] = k.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
                ["revoked"] = k.RevokedAt?.ToString("O", CultureInfo.InvariantCulture),
            })));
            return ExitCode.Done;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("key", "project", "user", "scopes", "created", "void since");
        foreach (ApiKey key in list)
            table.AddRow(key.Id, Markup.Escape(key.Project), Markup.Escape(key.User), key.Scopes.ToString().ToLowerInvariant(), Time(key.CreatedAt), key.RevokedAt is { } at ? Time(at) : string.Empty);
        context.OutputConsole.Write(table);
        return ExitCode.Done;
    }

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
