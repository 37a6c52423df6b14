using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Experiments;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Runtime.Tests.Experiments;

/// <summary>Experiments: layout of runs, the same results on any number of threads and after an interruption, tables and reports.</summary>
public sealed class ExperimentTests
{
    private const string Text = """
        // Two cases, one of them on an axis.
        {
          "title": "small",
          "seeds": [0, 1, 2],
          "grid": { "hidden": [2, 4] },
          "common": {
            "data": "task:glyphs?classes=0,1&train=${train}&test=60&steps=4",
            "training": { "epochs": 2, "batchSize": 20, "rule": { "kind": "surrogate", "shape": "Arctan", "logitScale": 4 }, "optimizer": { "weightRate": 0.01 } },
            "measure": [ { "shots": 1 }, { "shots": 5 } ]
          },
          "cases": [
            {
              "name": "sqs",
              "model": {
                "version": 1, "name": "m", "steps": 4,
                "inputs": [ { "name": "in", "size": 64 } ],
                "populations": [
                  { "name": "h", "size": "${hidden}", "neuron": "sqs", "parameters": { "*": 0.1 } },
                  { "name": "o", "size": 2, "neuron": "sqs", "parameters": { "*": 0.1 } }
                ],
                "synapses": [
                  { "from": "in", "to": "h", "weights": { "normal": [0.05, 0.1] } },
                  { "from": "h", "to": "o", "weights": { "normal": [0.3, 0.2] } }
                ],
                "outputs": ["o"]
              }
            },
            { "name": "logistic regression", "control": "logistic-regression" }
          ],
          "report": { "x": "hidden", "baseline": "logistic regression" }
        }
        """;

    private string _folder = string.Empty;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("sqs-experiment-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Every_case_runs_at_every_point_it_mentions_from_every_seed()
    {
        (_, IReadOnlyList<ExperimentRun> runs) = Load(Text, "train=40");
        Assert.That(runs.Select(r => $"{r.Case.Name} {r.PointText} {r.Seed}"), Is.EqualTo(new[]
        {
            "sqs hidden = 2 0", "sqs hidden = 2 1", "sqs hidden = 2 2", "sqs hidden = 4 0", "sqs hidden = 4 1", "sqs hidden = 4 2",
            "logistic regression  0", "logistic regression  1", "logistic regression  2",
        }));
        Assert.That(runs.Select(r => r.Id), Is.Unique);
        Assert.That(Load(Text, "train=60").Runs[0].Id, Is.Not.EqualTo(runs[0].Id), "a value is part of what a run is");
    }

    [Test]
    public async Task Threads_and_interruptions_change_no_result()
    {
        (_, IReadOnlyList<ExperimentRun> runs) = Load(Text, "train=40");
        IReadOnlyList<ExperimentResult> whole = await RunAsync("whole", runs, 1);
        await RunAsync("parts", [.. runs.Take(2)], 2);
        File.Delete(Directory.EnumerateFiles(Path.Combine(_folder, "parts", "results")).First());
        IReadOnlyList<ExperimentResult> parts = await RunAsync("parts", runs, 2);
        Assert.That(parts.Select(Fixed), Is.EqualTo(whole.Select(Fixed)));
        Assert.That(whole, Has.Count.EqualTo(9));
        Assert.That(whole[0].Measured.Select(m => m.Label), Is.EqualTo(new[] { "1 shot", "5 shots" }));
        Assert.That(whole.All(r => r.Measured.All(m => m.Right.Length == 60 && m.Right.Count(c => c == '1') == m.Correct)), Is.True);
    }

    [Test]
    public async Task Report_holds_every_row_and_needs_nothing_else()
    {
        (Experiment experiment, IReadOnlyList<ExperimentRun> runs) = Load(Text, "train=40");
        IReadOnlyList<ExperimentResult> results = await RunAsync("report", runs, 2);
        var folder = new ExperimentFolder(Path.Combine(_folder, "report"));
        folder.WriteExperiment(experiment, runs, "sqs experiment run small.json");
        ExperimentTable table = ExperimentReport.Write(folder, experiment, "sqs experiment run small.json", results, runs.Count);
        Assert.That(table.Rows.Select(r => (r.Case, r.Label, r.Accuracy.Count)), Is.EqualTo(new[] { ("sqs", "1 shot", 3), ("sqs", "5 shots", 3), ("sqs", "1 shot", 3), ("sqs", "5 shots", 3), ("logistic regression", "no shots", 3) }));
        Assert.That(table.Rows[0].Difference, Is.EqualTo(table.Rows[0].Accuracy.Mean - table.Rows[^1].Accuracy.Mean).Within(1e-12));
        Assert.That(table.Rows[^1].Difference, Is.Null, "the baseline is not compared with itself");
        string page = File.ReadAllText(Path.Combine(folder.Path, "report.html"));
        Assert.That(page, Does.Contain("<svg").And.Contain("logistic regression").And.Not.Contain("src=").And.Not.Contain("<link"));
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "table.md")).Split('\n'), Has.Length.EqualTo(8));
        var diagnostics = new DiagnosticBag();
        Assert.That(folder.Read(diagnostics)!.Value.Results.Select(Fixed), Is.EqualTo(results.Select(Fixed)));
    }

    [TestCase("train=40", "\"kind\": \"surrogate\"", "\"kind\": \"surogate\"", "SQS5402")]
    [TestCase("train=40", "\"weightRate\"", "\"weightRat\"", "SQS5402")]
    [TestCase("train=40", "\"control\": \"logistic-regression\"", "\"control\": \"oracle\"", "SQS5402")]
    [TestCase("train=40", "\"size\": 2, \"neuron\": \"sqs\"", "\"size\": 2, \"neuron\": \"sq\"", "SQS1022")]
    [TestCase("train=0", "x", "x", "SQS5104")]
    public async Task Mistakes_end_an_experiment_with_a_diagnostic(string set, string what, string instead, string code)
    {
        (_, IReadOnlyList<ExperimentRun> runs) = Load(Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace(what, instead, StringComparison.Ordinal), set);
        var diagnostics = new DiagnosticBag();
        await new ExperimentRunner(new ExperimentFolder(Path.Combine(_folder, "bad")), LearningRuleCatalog.BuiltIn()).RunAsync(runs, 1, null, diagnostics, default);
        Assert.That(diagnostics.Select(d => d.Code).FirstOrDefault(), Is.EqualTo(code));
    }

    [TestCase("", "SQS5403")]
    [TestCase("train=40;tarin=4", "SQS5404")]
    public void Variables_without_a_value_or_a_use_are_reported(string set, string code)
    {
        var diagnostics = new DiagnosticBag();
        ExperimentFile.Runs(Parse(Text), _folder, Values(set), LearningRuleCatalog.BuiltIn(), diagnostics);
        Assert.That(diagnostics.Select(d => d.Code), Is.EqualTo([code]));
    }

    private async Task<IReadOnlyList<ExperimentResult>> RunAsync(string name, IReadOnlyList<ExperimentRun> runs, int threads)
    {
        var diagnostics = new DiagnosticBag();
        var runner = new ExperimentRunner(new ExperimentFolder(Path.Combine(_folder, name)), LearningRuleCatalog.BuiltIn());
        IReadOnlyList<ExperimentResult> results = await runner.RunAsync(runs, threads, null, diagnostics, default);
        Assert.That(diagnostics, Is.Empty);
        return results;
    }

    // Times are no part of a result.
    private static string Fixed(ExperimentResult result) =>
        $"{result.Id} {result.Parameters} {string.Join(';', result.Measured.Select(m => m.Right))} {string.Join(';', result.Epochs.Select(e => $"{e.Loss:R} {e.Accuracy:R}"))}";

    private (Experiment Experiment, IReadOnlyList<ExperimentRun> Runs) Load(string text, string set)
    {
        Experiment experiment = Parse(text);
        var diagnostics = new DiagnosticBag();
        IReadOnlyList<ExperimentRun> runs = ExperimentFile.Runs(experiment, _folder, Values(set), LearningRuleCatalog.BuiltIn(), diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return (experiment, runs);
    }

    private Experiment Parse(string text)
    {
        string file = Path.Combine(_folder, "small.json");
        File.WriteAllText(file, text);
        var diagnostics = new DiagnosticBag();
        Experiment? experiment = ExperimentFile.Read(file, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return experiment!;
    }

    private static Dictionary<string, string> Values(string set) =>
        set.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
}
