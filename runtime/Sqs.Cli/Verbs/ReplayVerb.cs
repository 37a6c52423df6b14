using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs replay</c>: runs a recorded run again and compares.</summary>
internal sealed class ReplayVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The run, the beginning of its identifier, or 'last'." };
    private readonly Option<int> _threads = new("--threads") { Description = "Number of threads; 0 for one a processor. Results do not depend on it." };
    private readonly RunStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public ReplayVerb()
        : base("replay", "Runs a recorded run again on the native engine and compares every bit; exit code 1 when something differs.", "sqs replay last")
    {
        Add(_id);
        Add(_threads);
        _store.AddReadingTo(this);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        RunRecord? run = RunLookup.Open(_store.Open(arguments), arguments.GetRequiredValue(_id), diagnostics);
        if (run is null)
            return Task.FromResult(context.Report(diagnostics));
        if (run.Jobs.Count == 0)
            return Task.FromResult(context.Report(RunDiagnostics.NothingToReplay.At(SourceSpan.None, run.Id)));

        JobReplay[] replays = [.. run.Jobs.Select(job => NativeReplay.Replay(job, arguments.GetValue(_threads), context.Cancellation))];
        bool isIdentical = replays.All(r => r.IsIdentical);
        if (context.IsJson)
            context.WriteJson(Describe(run, replays, isIdentical));
        else
            WriteText(run, replays, isIdentical, context);
        return Task.FromResult(isIdentical ? ExitCode.Done : ExitCode.Failed);
    }

    private static JObject Describe(RunRecord run, JobReplay[] replays, bool isIdentical)
    {
        JobReplay first = replays[0];
        JObject document = RunDocument.Describe(
            run.Id, run.Backend, first.Job.Settings.Seed, first.Result.Registers, first.Result.Sets[0], withMemory: false);
        document["identical"] = isIdentical;
        document["jobs"] = new JArray(replays.Select(r => new JObject { ["name"] = r.Job.Name, ["identical"] = r.IsIdentical, ["difference"] = r.Difference }));
        return document;
    }

    private static void WriteText(RunRecord run, JobReplay[] replays, bool isIdentical, VerbContext context)
    {
        foreach (JobReplay replay in replays)
            context.Output.WriteLine($"{replay.Job.Name}: {(replay.IsIdentical ? "identical, bit for bit" : $"DIFFERENT: {replay.Difference}")}");
        context.Output.WriteLine(isIdentical
            ? $"run {run.Id} replayed bit for bit"
            : $"run {run.Id} did not replay: recorded by {run.Software}, replayed by {Runtime.Execution.ProgramRun.SoftwareVersion}");
    }
}
