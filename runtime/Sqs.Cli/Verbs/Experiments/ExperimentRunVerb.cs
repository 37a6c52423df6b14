using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Experiments;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Cli.Verbs.Experiments;

/// <summary><c>sqs experiment run</c>: runs what an experiment still lacks and writes its report.</summary>
internal sealed class ExperimentRunVerb : VerbCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "An experiment (JSON)." };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Folder for results and report; the file's name without extension when left out." };
    private readonly Option<string[]> _set = new("--set") { Description = "Value of a variable, NAME=VALUE, such as data=/path; may be repeated." };
    private readonly Option<int> _threads = new("--threads") { Description = "Runs at a time. Results do not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<int> _limit = new("--limit") { Description = "Most runs to do now; the rest waits for the next time.", DefaultValueFactory = _ => int.MaxValue };

    /// <summary>Creates the verb.</summary>
    public ExperimentRunVerb()
        : base(
            "run",
            "Runs an experiment: every case at every grid point from every seed. What is done is kept, and the same command goes on.",
            "sqs experiment run memory.json --set data=/data -o memory",
            "sqs experiment run natural.json --threads 2")
    {
        _threads.RequirePositive();
        _limit.RequirePositive();
        Add(_file);
        foreach (Option option in (Option[])[_output, _set, _threads, _limit])
            Add(option);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        string file = arguments.GetRequiredValue(_file);
        LearningRuleCatalog rules = LearningRuleCatalog.BuiltIn();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in arguments.GetValue(_set) ?? [])
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                values[pair[..equals]] = pair[(equals + 1)..];
            else
                diagnostics.Report(CommandLineDiagnostics.BadOption, SourceSpan.None, "--set", $"'{pair}' is not NAME=VALUE");
        }

        Experiment? experiment = diagnostics.HasErrors ? null : ExperimentFile.Read(file, diagnostics);
        IReadOnlyList<ExperimentRun> runs = experiment is null
            ? []
            : ExperimentFile.Runs(experiment, Path.GetDirectoryName(Path.GetFullPath(file))!, values, rules, diagnostics);
        if (experiment is null || diagnostics.HasErrors)
            return context.Report(diagnostics);

        var folder = new ExperimentFolder(arguments.GetValue(_output) ?? Path.GetFileNameWithoutExtension(file));
        folder.Create();
        string command = string.Join(' ', (string[])["sqs experiment run", Path.GetFileName(file), .. values.Select(v => $"--set {v.Key}={v.Value}")]);
        folder.WriteExperiment(experiment, runs, command);
        IReadOnlyList<ExperimentRun> now = [.. Undone(runs, folder).Take(arguments.GetValue(_limit))];
        context.Remark($"{runs.Count} runs, {runs.Count - Undone(runs, folder).Count()} done, {now.Count} now");
        IReadOnlyList<ExperimentResult> done;
        try
        {
            int count = 0;
            await new ExperimentRunner(folder, rules).RunAsync(
                now, arguments.GetValue(_threads), (result, _) => Show(result, Interlocked.Increment(ref count), now.Count, context), diagnostics, context.Cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            context.Remark("interrupted; the same command goes on");
            return ExitCode.Interrupted;
        }
        finally
        {
            done = [.. runs.Select(r => folder.ReadResult(r.Id, diagnostics)).OfType<ExperimentResult>()];
            if (done.Count > 0)
                ExperimentReport.Write(folder, experiment, command, done, runs.Count);
        }

        int code = context.Report(diagnostics);
        ExperimentOutput.Write(folder, ExperimentTable.Of(experiment, done), done.Count, runs.Count, context);
        return code;
    }

    private static IEnumerable<ExperimentRun> Undone(IReadOnlyList<ExperimentRun> runs, ExperimentFolder folder) => runs.Where(r => !folder.Has(r.Id));

    private static void Show(ExperimentResult result, int done, int all, VerbContext context)
    {
        string point = string.Join(", ", result.Point.Select(p => FormattableString.Invariant($"{p.Key} = {p.Value.Value}")));
        string measured = string.Join("; ", result.Measured.Select(m => FormattableString.Invariant($"{m.Label}: {m.Accuracy:0.0000}")));
        context.Remark(FormattableString.Invariant($"{done}/{all} {result.Case}{(point.Length == 0 ? string.Empty : $", {point}")}, seed {result.Seed}: {measured} ({result.Seconds:0} s)"));
    }
}
