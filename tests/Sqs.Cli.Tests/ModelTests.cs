using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests;

/// <summary>Models are checked, compiled, run, trained, measured and replayed through the command line.</summary>
[TestFixture]
public sealed class ModelTests
{
    private const string Neuron = """
        {
          "version": 1, "name": "two-steps", "steps": 2,
          "inputs": [ { "name": "in", "size": 2 } ],
          "populations": [ { "name": "out", "size": 1, "neuron": "sqs", "parameters": { "ent": 0.7, "mem": 0.4, "in": 1.1 } } ],
          "synapses": [ { "from": "in", "to": "out", "weights": [[0.6, 0.3]] } ],
          "outputs": ["out"]
        }
        """;

    private WorkFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new WorkFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("glyphs")]
    [TestCase("delayed-recall")]
    [TestCase("usps-1v7")]
    [TestCase("mnist")]
    [TestCase("mnist-surrogate")]
    [TestCase("natural-rotation")]
    [TestCase("natural-weak")]
    [TestCase("qlif-mnist")]
    [TestCase("temporal-xor")]
    public async Task Every_template_is_a_sound_model(string template)
    {
        Assert.That((await CommandLine.RunAsync("new", template, _folder[template])).Code, Is.Zero);
        CommandLine check = await CommandLine.RunAsync("check", Path.Combine(_folder[template], "model.sqs.json"), "--json");
        Assert.That(check.Code, Is.Zero, check.Error);
        JObject document = JObject.Parse(check.Output);
        Assert.That((bool)document["ok"]!, Is.True);
        Assert.That((int)document["summary"]!["neurons"]!, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_compiled_neuron_has_the_distribution_of_the_model()
    {
        string model = _folder.Write("n.sqs.json", Neuron);
        CommandLine compile = await CommandLine.RunAsync("compile", model, "-o", _folder["qasm"]);
        Assert.That(compile.Code, Is.Zero, compile.Error);
        double[] angles = [Math.PI * 0.6, Math.PI * 0.3];
        string[] assignments = [.. angles.SelectMany((angle, t) => (string[])["--set", $"z_out_0_t{t}={angle.ToString("R", CultureInfo.InvariantCulture)}"])];
        CommandLine run = await CommandLine.RunAsync(["run", Path.Combine(_folder["qasm"], "0-out.qasm"), "--method", "exact", "--json", "--no-record", .. assignments]);
        Assert.That(run.Code, Is.Zero, run.Error);
        var exact = JObject.Parse(run.Output)["exact"]!.ToObject<Dictionary<string, double>>()!;

        // The real recursion of one input-output and one memory qubit: k_0 = (cos(phi/2), cos((phi+ent)/2)), k_1 with sines, m' = R(mem/2)(k o m).
        foreach (string train in (string[])["0 0", "0 1", "1 0", "1 1"])
        {
            (double first, double second) memory = (1, 0);
            for (int step = 0; step < 2; step++)
            {
                double phi = angles[step] + 1.1;
                Func<double, double> factor = train[2 * step] == '1' ? Math.Sin : Math.Cos;
                (double a, double b) = (factor(phi / 2) * memory.first, factor((phi + 0.7) / 2) * memory.second);
                memory = ((Math.Cos(0.2) * a) - (Math.Sin(0.2) * b), (Math.Sin(0.2) * a) + (Math.Cos(0.2) * b));
            }

            Assert.That(exact[train], Is.EqualTo((memory.first * memory.first) + (memory.second * memory.second)).Within(1e-12), train);
        }
    }

    [TestCase("ibm-heron", "qasm", "$")]
    [TestCase("ionq-forte", "qasm", "qubit")]
    public async Task A_model_is_compiled_for_a_device(string target, string emit, string expected)
    {
        CommandLine compile = await CommandLine.RunAsync("compile", _folder.Write("n.sqs.json", Neuron), "--target", target, "--emit", emit, "--json");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        JObject circuit = (JObject)JObject.Parse(compile.Output)["circuits"]![0]!;
        Assert.That((string)circuit["text"]!, Does.Contain(expected).And.Not.Contain("crx"));
        Assert.That((int)circuit["report"]!["result"]!["two_qubit_gates"]!, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_recurrent_network_is_one_fused_program_and_no_layered_one()
    {
        string model = _folder.Write("r.sqs.json", Neuron.Replace(
            "[[0.6, 0.3]] }", "[[0.6, 0.3]] }, { \"from\": \"out\", \"to\": \"out\", \"weights\": [[0.5]], \"delay\": 1 }", StringComparison.Ordinal));
        CommandLine layered = await CommandLine.RunAsync("compile", model, "--plan", "layered");
        Assert.That((layered.Code, layered.Output), Is.EqualTo((1, string.Empty)));
        CommandLine fused = await CommandLine.RunAsync("compile", model, "--plan", "fused", "--json");
        Assert.That(fused.Code, Is.Zero, fused.Error);
        Assert.That((string)JObject.Parse(fused.Output)["circuits"]![0]!["text"]!, Does.Contain("if ("));
    }

    [Test]
    public async Task A_recurrent_network_runs_as_one_program_and_replays()
    {
        string model = _folder.Write("r.sqs.json", Neuron.Replace(
            "[[0.6, 0.3]] }", "[[0.6, 0.3]] }, { \"from\": \"out\", \"to\": \"out\", \"weights\": [[-0.2]], \"delay\": 1 }", StringComparison.Ordinal));
        const int Shots = 4000;
        CommandLine run = await CommandLine.RunAsync(
            "run", model, "--input", _folder.Write("s.csv", "1,0\n0,1\n"), "--shots", Shots.ToString(CultureInfo.InvariantCulture), "--seed", "5", "--runs", _folder["runs"], "--json");
        Assert.That(run.Code, Is.Zero, run.Error);
        double rate = JObject.Parse(run.Output).SelectTokens("$..out[0][1]").Select(t => (double)t).First();
        double expected = 0;
        foreach (bool spiked in (bool[])[false, true])
        {
            // The first spike takes 0.2 from the second current; the memory starts in |0> and turns by 0.4 a step.
            double first = ((0.6 * Math.PI) + 1.1) / 2;
            double k = spiked ? Math.Sin(first) : Math.Cos(first);
            (double a, double b) = (Math.Cos(0.2) * k, Math.Sin(0.2) * k);
            double phi = (Math.PI * (0.3 - (spiked ? 0.2 : 0))) + 1.1;
            expected += Math.Pow(Math.Sin(phi / 2) * a, 2) + Math.Pow(Math.Sin((phi + 0.7) / 2) * b, 2);
        }

        // Five standard deviations.
        Assert.That(rate, Is.EqualTo(expected).Within(5 * Math.Sqrt(expected * (1 - expected) / Shots)));
        CommandLine replay = await CommandLine.RunAsync("replay", "last", "--runs", _folder["runs"]);
        Assert.That(replay.Code, Is.Zero, replay.Error);
    }

    [Test]
    public async Task Options_that_a_model_has_no_use_for_are_refused_not_ignored()
    {
        CommandLine run = await CommandLine.RunAsync("run", _folder.Write("n.sqs.json", Neuron), "--input", _folder.Write("s.csv", "1,0\n0,1\n"), "--method", "exact", "--no-record");
        Assert.That((run.Code, run.Output), Is.EqualTo((2, string.Empty)));
        Assert.That(run.Error, Does.Contain("SQS9008").And.Contain("--method"));
    }

    [Test]
    public async Task A_link_is_followed_and_not_replaced()
    {
        string target = _folder.Write("target.svg", "old");
        File.CreateSymbolicLink(_folder["link.svg"], target);
        CommandLine check = await CommandLine.RunAsync("check", _folder.Write("n.sqs.json", Neuron), "--svg", _folder["link.svg"]);
        Assert.That(check.Code, Is.Zero, check.Error);
        Assert.That(new FileInfo(_folder["link.svg"]).LinkTarget, Is.EqualTo(target));
        Assert.That(await File.ReadAllTextAsync(target), Does.StartWith("<svg"));
    }

    [Test]
    public async Task A_model_run_is_recorded_and_replays_bit_for_bit()
    {
        string model = _folder.Write("n.sqs.json", Neuron);
        string spikes = _folder.Write("spikes.csv", "1,0\n0,1\n");
        CommandLine run = await CommandLine.RunAsync("run", model, "--input", spikes, "--shots", "500", "--seed", "3", "--runs", _folder["runs"], "--svg", _folder["raster.svg"], "--json");
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(File.Exists(_folder["raster.svg"]), Is.True);
        JObject document = JObject.Parse(run.Output);
        Assert.That(document["spike_rates"]!["out"]![0]!.Count(), Is.EqualTo(2));
        CommandLine replay = await CommandLine.RunAsync("replay", (string)document["run"]!, "--runs", _folder["runs"], "--json");
        Assert.That(replay.Code, Is.Zero, replay.Error);
        Assert.That((bool)JObject.Parse(replay.Output)["identical"]!, Is.True);
    }

    [TestCase("1,0\n", "SQS5209")]
    [TestCase("1,0,1\n0,1\n", "SQS5208")]
    [TestCase("1,2\n0,1\n", "SQS5208")]
    public async Task Spikes_that_do_not_fit_are_refused_with_their_line(string spikes, string code)
    {
        CommandLine run = await CommandLine.RunAsync("run", _folder.Write("n.sqs.json", Neuron), "--input", _folder.Write("s.csv", spikes), "--no-record");
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain($"s.csv:1:1: error {code}"));
    }

    [Test]
    public async Task A_parameter_to_freeze_that_no_neuron_has_is_refused()
    {
        CommandLine train = await CommandLine.RunAsync("train", _folder.Write("n.sqs.json", Neuron), "--data", "task:delayed-recall", "--freeze", "enf", "-o", _folder["t.sqs.json"]);
        Assert.That(train.Code, Is.EqualTo(1));
        Assert.That(train.Error, Does.Contain("SQS9009").And.Contain("did you mean 'ent'?"));
    }

    [Test]
    public async Task Training_is_the_same_on_one_and_two_threads_and_is_measured()
    {
        await CommandLine.RunAsync("new", "glyphs", _folder["g"]);
        string model = Path.Combine(_folder["g"], "model.sqs.json");
        const string data = "task:glyphs?classes=0,1&train=60&test=40&seed=7&encode=bernoulli&cap=0.5";
        CommandLine one = await CommandLine.RunAsync("train", model, "--data", data, "--epochs", "2", "--threads", "1", "-o", _folder["a.sqs.json"], "--plot", _folder["a.svg"], "--json");
        CommandLine two = await CommandLine.RunAsync("train", model, "--data", data, "--epochs", "2", "--threads", "2", "-o", _folder["b.sqs.json"], "--json");
        Assert.That((one.Code, two.Code), Is.EqualTo((0, 0)), one.Error + two.Error);
        Assert.That(await File.ReadAllBytesAsync(_folder["a.sqs.json"]), Is.EqualTo(await File.ReadAllBytesAsync(_folder["b.sqs.json"])));
        JObject[] lines = [.. one.Output.TrimEnd().Split('\n').Select(JObject.Parse)];
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That((int)lines[^1]["epochs"]!, Is.EqualTo(2));
        CommandLine eval = await CommandLine.RunAsync("eval", _folder["a.sqs.json"], "--data", data, "--json");
        Assert.That(eval.Code, Is.Zero, eval.Error);
        Assert.That((double)JObject.Parse(eval.Output)["controls"]!["logistic_regression"]!["accuracy"]!, Is.InRange(0.5, 1));
    }

    [Test]
    public async Task Surrogate_training_is_the_same_on_one_and_two_threads_and_is_measured()
    {
        await CommandLine.RunAsync("new", "glyphs", _folder["g"]);
        string model = Path.Combine(_folder["g"], "model.sqs.json");
        const string data = "task:glyphs?classes=0,1&train=60&test=40&seed=7&encode=bernoulli&cap=0.5";
        string[] command = ["train", model, "--data", data, "--rule", "surrogate", "--surrogate", "arctan", "--lr", "0.01", "--schedule", "cosine", "--epochs", "2", "--json"];
        CommandLine one = await CommandLine.RunAsync([.. command, "--threads", "1", "-o", _folder["a.sqs.json"]]);
        CommandLine two = await CommandLine.RunAsync([.. command, "--threads", "2", "-o", _folder["b.sqs.json"]]);
        Assert.That((one.Code, two.Code), Is.EqualTo((0, 0)), one.Error + two.Error);
        Assert.That(await File.ReadAllBytesAsync(_folder["a.sqs.json"]), Is.EqualTo(await File.ReadAllBytesAsync(_folder["b.sqs.json"])));
        CommandLine eval = await CommandLine.RunAsync("eval", _folder["a.sqs.json"], "--data", data, "--sampler", "batched", "--json");
        Assert.That(eval.Code, Is.Zero, eval.Error);
        JObject trained = JObject.Parse(one.Output.TrimEnd().Split('\n')[^1]);
        Assert.That((double)JObject.Parse(eval.Output)["accuracy"]!, Is.EqualTo((double)trained["accuracy"]!));
    }

    [Test]
    public async Task Options_of_one_rule_mean_nothing_for_the_other()
    {
        string model = _folder.Write("n.sqs.json", Neuron);
        CommandLine train = await CommandLine.RunAsync(
            "train", model, "--data", "task:delayed-recall", "--rule", "surrogate", "--shots", "3", "-o", _folder["t.sqs.json"]);
        Assert.That(train.Code, Is.EqualTo(1));
        Assert.That(train.Error, Does.Contain("SQS9008").And.Contain("--shots"));
    }

    [Test]
    public async Task Interrupted_training_leaves_a_checkpoint_and_goes_on_to_the_same_model()
    {
        await CommandLine.RunAsync("new", "glyphs", _folder["g"]);
        string model = Path.Combine(_folder["g"], "model.sqs.json");
        string[] command = ["train", model, "--data", "task:glyphs?classes=0,1&train=400&test=40&seed=7&encode=bernoulli&cap=0.5", "--epochs", "40", "--threads", "1", "-o"];
        string interrupted = _folder["interrupted.sqs.json"];
        using (Process process = Start([.. command, interrupted]))
        {
            // The first epoch's line says that training is under way.
            Assert.That(await process.StandardError.ReadLineAsync(), Does.StartWith("epoch 1/40"));
            using Process signal = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
            Assert.That(process.ExitCode, Is.EqualTo(130));
        }

        Assert.That(File.Exists(interrupted), Is.False, "no model before training is done");
        Assert.That(File.Exists($"{interrupted}.checkpoint"), Is.True);
        Assert.That((await CommandLine.RunAsync([.. command, interrupted])).Code, Is.Zero);
        Assert.That((await CommandLine.RunAsync([.. command, _folder["whole.sqs.json"]])).Code, Is.Zero);
        Assert.That(await File.ReadAllBytesAsync(interrupted), Is.EqualTo(await File.ReadAllBytesAsync(_folder["whole.sqs.json"])));
    }

    private static Process Start(string[] arguments)
    {
        string assembly = Path.Combine(TestContext.CurrentContext.TestDirectory, "sqs.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }
}
