using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests;

/// <summary>Rules, families and experiments through the command line.</summary>
[TestFixture]
public sealed class LearningTests
{
    private const string Data = "task:glyphs?classes=0,1&train=100&test=100&encode=direct&steps=1";

    private const string Natural = """
        {
          "version": 1, "name": "natural", "steps": 1, "seed": 2,
          "inputs": [ { "name": "in", "size": 64 } ],
          "populations": [
            { "name": "h0", "size": 6, "neuron": { "family": "natural-weak", "a": 0.2, "g": 1.4 } },
            { "name": "h1", "size": 6, "neuron": { "family": "natural-weak", "a": 0.2 }CONTINUES },
            { "name": "out", "size": 2, "neuron": "winner" }
          ],
          "synapses": [
            { "from": "in", "to": "h0", "weights": { "normal": [0, 0.2] } },
            { "from": "h0", "to": "h1", "weights": { "normal": [0, 0.5] } },
            { "from": "h1", "to": "out", "weights": { "normal": [0, 0.5] } }
          ],
          "outputs": ["out"]
        }
        """;

    private WorkFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new WorkFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Natural_quantization_is_trained_measured_and_compiled()
    {
        string model = _folder.Write("n.sqs.json", Natural.Replace("CONTINUES", string.Empty, StringComparison.Ordinal));
        CommandLine train = await CommandLine.RunAsync(
            "train", model, "--data", Data, "--rule", "surrogate", "--surrogate", "hard-tanh", "--optimizer", "sgd", "--momentum", "0.9", "--lr", "0.05", "--epochs", "10", "-o", _folder["t.sqs.json"], "--json");
        Assert.That(train.Code, Is.Zero, train.Error);
        CommandLine eval = await CommandLine.RunAsync("eval", _folder["t.sqs.json"], "--data", Data, "--shots", "15", "--sampler", "batched", "--json");
        Assert.That(eval.Code, Is.Zero, eval.Error);
        Assert.That((double)JObject.Parse(eval.Output)["accuracy"]!, Is.GreaterThan(0.75), "chance is one half");
        CommandLine compile = await CommandLine.RunAsync("compile", _folder["t.sqs.json"], "-o", _folder["qasm"]);
        Assert.That(compile.Code, Is.Zero, compile.Error);
        string program = File.ReadAllText(_folder.Files().Where(f => f.EndsWith("0-h0.qasm", StringComparison.Ordinal)).Select(f => _folder[f]).Single());
        Assert.That(program, Does.Contain("cry(2.8").And.Contain("ry("));
    }

    [Test]
    public async Task Qubits_that_go_on_run_in_one_program_only()
    {
        string model = _folder.Write("n.sqs.json", Natural.Replace("CONTINUES", ", \"continues\": \"h0\"", StringComparison.Ordinal));
        Assert.That((await CommandLine.RunAsync("check", model)).Code, Is.Zero);
        CommandLine layered = await CommandLine.RunAsync("compile", model, "--plan", "layered");
        Assert.That((layered.Code, layered.Error.Contains("SQS3109", StringComparison.Ordinal)), Is.EqualTo((1, true)), layered.Error);
    }

    [TestCase("tess", "--trace-decay", "0.2")]
    [TestCase("tess", "--surrogate", "sigmoid")]
    public async Task Rules_are_chosen_by_name(string rule, string option, string value)
    {
        CommandLine made = await CommandLine.RunAsync("new", "glyphs", _folder["g"]);
        Assert.That(made.Code, Is.Zero, made.Error);
        CommandLine train = await CommandLine.RunAsync(
            "train", Path.Combine(_folder["g"], "model.sqs.json"), "--data", "task:glyphs?classes=0,1&train=40&test=20", "--rule", rule, option, value, "--epochs", "1", "-o", _folder["t.sqs.json"], "--json");
        Assert.That(train.Code, Is.Zero, train.Error);
    }

    [TestCase("local", "--ridge", "1")]
    [TestCase("tess", "--shots", "3")]
    [TestCase("reservoir", "--logit-scale", "3")]
    public async Task Options_of_another_rule_are_refused(string rule, string option, string value)
    {
        string model = _folder.Write("n.sqs.json", Natural.Replace("CONTINUES", string.Empty, StringComparison.Ordinal));
        CommandLine train = await CommandLine.RunAsync("train", model, "--data", Data, "--rule", rule, option, value, "-o", _folder["t.sqs.json"]);
        Assert.That(train.Code, Is.Not.Zero);
        Assert.That(train.Error, Does.Contain("SQS9008"));
    }

    [Test]
    public async Task Experiment_runs_goes_on_and_shows_its_table()
    {
        string file = _folder.Write("e.json", $$"""
            {
              "title": "small", "seeds": [0, 1], "grid": { "g": [0.5, 1.4] },
              "common": { "data": "{{Data}}", "training": { "epochs": 1, "rule": { "kind": "surrogate", "shape": "HardTanh" }, "optimizer": { "kind": "Sgd" } } },
              "cases": [ { "name": "weak", "model": {{Natural.Replace("CONTINUES", string.Empty, StringComparison.Ordinal).Replace("1.4", "\"${g}\"", StringComparison.Ordinal)}} } ],
              "report": { "x": "g" }
            }
            """);
        CommandLine part = await CommandLine.RunAsync("experiment", "run", file, "-o", _folder["e"], "--limit", "1", "--json");
        Assert.That(part.Code, Is.Zero, part.Error);
        Assert.That((int)JObject.Parse(part.Output)["done"]!, Is.EqualTo(1));
        CommandLine rest = await CommandLine.RunAsync("experiment", "run", file, "-o", _folder["e"], "--threads", "2", "--json");
        Assert.That(rest.Code, Is.Zero, rest.Error);
        Assert.That(rest.Error, Does.Contain("4 runs, 1 done, 3 now"));
        CommandLine show = await CommandLine.RunAsync("experiment", "show", _folder["e"], "--json");
        Assert.That(show.Code, Is.Zero, show.Error);
        JObject shown = JObject.Parse(show.Output);
        Assert.That(shown["rows"]!.Select(r => ((double)r["point"]!["g"]!, (int)r["seeds"]!)), Is.EqualTo(new[] { (0.5, 2), (1.4, 2) }));
        Assert.That(shown.ToString(), Is.EqualTo(JObject.Parse(rest.Output).ToString()));
        Assert.That(_folder.Files(), Does.Contain(Path.Combine("e", "report.html")).And.Contain(Path.Combine("e", "table.md")).And.Contain(Path.Combine("e", "along-g-0.svg")));
    }

    [TestCase("no-such.json", "SQS5401")]
    public async Task Experiment_that_is_not_there_is_reported(string file, string code)
    {
        CommandLine run = await CommandLine.RunAsync("experiment", "run", _folder[file]);
        Assert.That((run.Code, run.Error.Contains(code, StringComparison.Ordinal)), Is.EqualTo((1, true)), run.Error);
        CommandLine show = await CommandLine.RunAsync("experiment", "show", _folder["nowhere"]);
        Assert.That((show.Code, show.Error.Contains("SQS5406", StringComparison.Ordinal)), Is.EqualTo((1, true)), show.Error);
    }
}
