using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Plots;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Replay.Statistics;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs replay</c>: runs a recorded run again and compares, bit for bit or by statistics.</summary>
internal sealed class ReplayVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The run, the beginning of its identifier, or 'last'." };
    private readonly Option<int> _threads = new("--threads") { Description = "Number of threads; 0 for one a processor. Results do not depend on it." };
    private readonly Option<string?> _noise = new("--noise")
    {
        Description = "Compare distributions under this noise: 'snapshot' for the device on the day of the run, 'ideal', the name of a target, or a file. Runs of devices: snapshot; native runs are compared bit for bit when it is left out.",
    };

    private readonly Option<int> _factor = new("--factor") { Description = "Replayed shots for each recorded one, where distributions are compared.", DefaultValueFactory = _ => StatisticalReplay.UsualFactor };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the replay, where distributions are compared." };
    private readonly Option<string?> _svg = new("--svg") { Description = "Write a map of the differences of spike rates; several programs get a number each." };
    private readonly RunStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public ReplayVerb()
        : base(
            "replay",
            "Runs a recorded run again on the native engine. A native run is compared bit for bit, with exit code 1 when something differs; a run of a device by the distribution of its registers and its spike rates.",
            "sqs replay last",
            "sqs replay 20261121-031502 --noise snapshot --svg difference.svg")
    {
        _factor.RequireBetween(1, 1000);
        Add(_id);
        foreach (Option option in (Option[])[_threads, _noise, _factor, _seed, _svg])
            Add(option);
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
        string? noise = arguments.GetValue(_noise) ?? (run.DeviceJobs.Count > 0 ? ReplayNoise.Snapshot : null);
        if (noise is not null)
            return Task.FromResult(Compare(arguments, context, run, noise));
        OptionRules.RefuseGiven([_factor, _seed, _svg], arguments, "a replay bit for bit; give --noise to compare distributions", diagnostics);
        if (diagnostics.HasErrors)
        {
            context.Report(diagnostics);
            return Task.FromResult(ExitCode.Usage);
        }

        return Task.FromResult(Repeat(arguments, context, run));
    }

    private int Repeat(ParseResult arguments, VerbContext context, RunRecord run)
    {
        JobReplay[] replays = [.. run.Jobs.Select(job => NativeReplay.Replay(job, arguments.GetValue(_threads), context.Cancellation))];
        bool isIdentical = replays.All(r => r.IsIdentical);
        if (context.IsJson)
            context.WriteJson(Describe(run, replays, isIdentical));
        else
            WriteText(run, replays, isIdentical, context);
        return isIdentical ? ExitCode.Done : ExitCode.Failed;
    }

    private int Compare(ParseResult arguments, VerbContext context, RunRecord run, string noise)
    {
        var diagnostics = new DiagnosticBag();
        using ProviderCatalog providers = JobStoreOptions.Providers();
        ReplayNoise? model = ReplayNoise.Read(noise, run, providers, diagnostics);
        if (model is null)
            return context.Report(diagnostics);
        var comparisons = new List<RecordComparison>();
        for (int i = 0; i < run.Jobs.Count; i++)
        {
            RunJob job = run.Jobs[i];
            if (run.Jobs.Count > 1)
                context.Remark($"replaying {i + 1} of {run.Jobs.Count}: {job.Name}");
            comparisons.AddRange(StatisticalReplay.Replay(job, model.For(job), arguments.GetValue(_factor), arguments.GetValue(_seed), arguments.GetValue(_threads), context.Cancellation));
        }

        var verdict = new ReplayVerdict(ReplayVerdict.UsualLevel, [.. comparisons]);
        if (arguments.GetValue(_svg) is { } svg)
            WriteMaps(svg, run, verdict);
        if (context.IsJson)
        {
            JObject document = ReplayDocument.Describe(verdict);
            document.AddFirst(new JProperty("noise", noise));
            document.AddFirst(new JProperty("backend", run.Backend));
            document.AddFirst(new JProperty("run", run.Id));
            context.WriteJson(document);
        }
        else
        {
            ReplayTable.Write(verdict, context);
        }

        return ExitCode.Done;
    }

    private static void WriteMaps(string path, RunRecord run, ReplayVerdict verdict)
    {
        for (int i = 0; i < verdict.Comparisons.Count; i++)
        {
            string file = verdict.Comparisons.Count == 1
                ? path
                : Path.Combine(Path.GetDirectoryName(path) ?? string.Empty, FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(path)}-{i:0000}{Path.GetExtension(path)}"));
            TextFile.Write(file, new RateDifferenceMap($"{run.Backend}, run {run.Id}: {verdict.Comparisons[i].Name}", verdict.Comparisons[i]).ToSvg());
        }
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
