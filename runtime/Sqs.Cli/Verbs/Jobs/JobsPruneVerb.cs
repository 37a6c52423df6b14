using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary><c>sqs jobs prune</c>: takes old jobs out of the store.</summary>
internal sealed class JobsPruneVerb : VerbCommand
{
    private readonly JobStoreOptions _store = new();
    private readonly Option<double> _days = new("--older-than") { Description = "Days; jobs to which nothing has happened for so long are taken out, drafts among them, where nothing more will happen.", Required = true };

    /// <summary>Creates the verb.</summary>
    public JobsPruneVerb()
        : base("prune", "Takes old jobs with their results out of the store. What they cost stays in its ledger; runs in the run store are not touched.", "sqs jobs prune --older-than 90")
    {
        _days.RequireDays();
        Add(_days);
        _store.AddTo(this);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        JobStore store = await JobStore.OpenAsync(_store.Location(arguments), context.Cancellation).ConfigureAwait(false);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        PruneResult taken = await store.PruneAsync(now - TimeSpan.FromDays(arguments.GetValue(_days)), now, context.Cancellation).ConfigureAwait(false);
        if (context.IsJson)
            context.WriteJson(new JObject { ["jobs"] = taken.Jobs, ["texts"] = taken.Texts });
        else
            context.Output.WriteLine($"{taken.Jobs} jobs and {taken.Texts} texts taken out");
        return ExitCode.Done;
    }
}
