using System.Xml.Linq;
using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests;

/// <summary>What <c>sqs compile --target</c> prints, writes and refuses.</summary>
[TestFixture]
public sealed class CompileTests
{
    private const string Bell = """
        OPENQASM 3.0;
        include "stdgates.inc";
        qubit[2] q;
        bit[2] c;
        h q[0];
        cx q[0], q[1];
        c = measure q;
        """;

    private WorkFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new WorkFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task The_calibration_of_the_day_decides_where_a_program_is_placed()
    {
        string file = _folder.Write("bell.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;");
        static JToken Figure(string name, double value) => new JObject { ["name"] = name, ["value"] = value, ["unit"] = string.Empty, ["date"] = "2026-11-01T00:00:00Z" };
        static JObject Gate(string name, double error, params int[] qubits) => new()
        {
            ["gate"] = name,
            ["name"] = name,
            ["qubits"] = new JArray(qubits),
            ["parameters"] = new JArray(Figure("gate_error", error), Figure("gate_length", 5e-8)),
        };
        var properties = new JObject
        {
            ["backend_name"] = "ibm_x",
            ["last_update_date"] = "2026-11-01T00:00:00Z",
            ["qubits"] = new JArray(Enumerable.Range(0, 3).Select(q => new JArray(Figure("T1", 1e-4), Figure("T2", 1e-4), Figure("readout_error", q == 0 ? 0.3 : 0.001)))),
            ["gates"] = new JArray(
                Enumerable.Range(0, 3).SelectMany(q => new[] { Gate("rz", 0, q), Gate("sx", 1e-4, q), Gate("x", 1e-4, q) }).Concat([Gate("cz", 0.2, 0, 1), Gate("cz", 0.001, 1, 2)])),
        };
        CommandLine best = await CommandLine.RunAsync("compile", file, "--target", "ibm-heron", "--properties", _folder.Write("properties.json", properties.ToString()));
        Assert.That(best.Code, Is.Zero, best.Error);
        Assert.That(best.Output, Does.Contain("cz $1, $2").Or.Contain("cz $2, $1"));
        CommandLine bad = await CommandLine.RunAsync("compile", file, "--target", "ibm-heron", "--properties", _folder.Write("bad.json", "[]"));
        Assert.That((bad.Code, bad.Output), Is.EqualTo((1, string.Empty)), bad.Error);
    }

    [Test]
    public async Task A_pass_that_is_not_there_is_refused_with_those_that_are()
    {
        string file = _folder.Write("x.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; x q; c = measure q;");
        CommandLine compile = await CommandLine.RunAsync("compile", file, "--target", "ibm-heron", "--print-ir-after", "decompos");
        Assert.That((compile.Code, compile.Error.Contains("did you mean 'decompose'", StringComparison.Ordinal), compile.Error.Contains("place", StringComparison.Ordinal)), Is.EqualTo((1, true, true)), compile.Error);
    }

    [Test]
    public async Task The_report_shows_the_program_before_and_behind_each_pass_and_its_jobs()
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", "ibm-heron", "--report", "--shots", "250000");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        Assert.That(compile.Output, Does.Contain("(source)").And.Contain("decompose").And.Contain("250000 executions in").And.Contain("USD"));
    }

    [Test]
    public async Task The_json_report_adds_up()
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", "ionq-forte", "--json", "--shots", "25001", "--parameter-sets", "3");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        JObject report = (JObject)JObject.Parse(compile.Output)["circuits"]![0]!["report"]!;
        Assert.That((int)report["source"]!["two_qubit_gates"]!, Is.EqualTo(1));
        Assert.That((int)report["result"]!["two_qubit_gates"]!, Is.EqualTo(1));
        Assert.That((long)report["estimate"]!["executions"]!, Is.EqualTo(75_003));
        Assert.That(report["estimate"]!["jobs"]!.Sum(j => (long)j["executions"]!), Is.EqualTo(75_003));
        Assert.That(report["passes"]!.Select(p => (string?)p["name"]), Does.Contain("decompose").And.Contain("limits"));
        Assert.That(report["passes"]!.All(p => p["resources"] is JObject), Is.True);
    }

    [Test]
    public async Task The_placed_qubits_are_drawn()
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", "ibm-heron", "--svg", _folder["place.svg"], "--json");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        XDocument picture = XDocument.Load(_folder["place.svg"]);
        Assert.That(picture.Descendants().Count(e => e.Name.LocalName == "circle"), Is.EqualTo(156));
        Assert.That((string?)JObject.Parse(compile.Output)["circuits"]![0]!["svg"], Is.EqualTo(_folder["place.svg"]));
    }

    [Test]
    public async Task A_picture_of_a_target_without_couplings_is_refused()
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", "ionq-forte", "--svg", _folder["place.svg"]);
        Assert.That((compile.Code, compile.Output), Is.EqualTo((1, string.Empty)));
        Assert.That(compile.Error, Does.Contain("SQS9008").And.Contain("ionq-forte"));
        Assert.That(_folder.Files(), Is.EqualTo(new[] { "bell.qasm" }));
    }

    [TestCase("ionq-forte", "ionq", "\"gateset\": \"qis\"")]
    [TestCase("ionq-forte-native", "ionq", "\"gate\": \"zz\"")]
    [TestCase("ionq-forte-qasm", "qasm", "cx q[0], q[1];")]
    [TestCase("ionq-forte-reuse", "qasm", "cx q[0], q[1];")]
    [TestCase("ibm-nighthawk", "qasm", "cz $")]
    public async Task Each_form_of_a_program_is_printed(string target, string emit, string expected)
    {
        CommandLine compile = await CommandLine.RunAsync("compile", Program(), "--target", target, "--emit", emit);
        Assert.That(compile.Code, Is.Zero, compile.Error);
        Assert.That(compile.Output, Does.Contain(expected));
    }

    [Test]
    public async Task Inputs_of_a_program_are_bound_before_it_is_compiled()
    {
        string program = _folder.Write("turn.qasm", """
            OPENQASM 3.0;
            include "stdgates.inc";
            input angle[32] near;
            input float far;
            qubit[2] q;
            bit[2] c;
            ry(near) q[0];
            crx(far) q[0], q[1];
            c = measure q;
            """);
        string values = _folder.Write("values.json", """{ "near": 0.5, "far": 9 }""");
        CommandLine compile = await CommandLine.RunAsync("compile", program, "--target", "ionq-forte", "--emit", "ionq", "--input", values, "--set", "far=1.25");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        JObject document = JObject.Parse(compile.Output);
        Assert.That(document.Descendants().OfType<JProperty>().Where(p => p.Name == "rotation").Select(p => (double)p.Value), Has.Some.EqualTo(0.5).Within(1e-9));

        CommandLine missing = await CommandLine.RunAsync("compile", program, "--target", "ionq-forte", "--set", "far=1.25");
        Assert.That(missing.Code, Is.EqualTo(1));
        Assert.That(missing.Error, Does.Contain("near"));
    }

    [Test]
    public async Task A_sample_of_a_model_is_bound_and_its_circuit_fits_a_form_without_inputs()
    {
        string model = _folder.Write("n.sqs.json", Network(second: false));
        string spikes = _folder.Write("spikes.csv", "1,0\n1,1\n");
        CommandLine open = await CommandLine.RunAsync("compile", model, "--target", "ionq-forte", "--emit", "ionq");
        Assert.That(open.Code, Is.EqualTo(1), "the inputs are open");
        foreach (string plan in (string[])["fused", "layered"])
        {
            CommandLine bound = await CommandLine.RunAsync("compile", model, "--target", "ionq-forte", "--plan", plan, "--emit", "ionq", "--input", spikes);
            Assert.That(bound.Code, Is.Zero, bound.Error);
            double[] turns = [.. JObject.Parse(bound.Output).Descendants().OfType<JProperty>().Where(p => p.Name == "rotation").Select(p => (double)p.Value)];

            // Step 0 hears the first line, step 1 both: pi * 0.6 and pi * 0.9, in one rotation with the neuron's own 1.1 and half of its 0.7 (if it is controlled).
            Assert.That(turns, Has.Some.EqualTo((Math.PI * 0.6) + 1.1).Within(1e-9), plan);
            Assert.That(turns.Select(t => Math.IEEERemainder(t - ((Math.PI * 0.9) + 1.1 + 0.35), Math.PI)), Has.Some.EqualTo(0).Within(1e-9), plan);
        }

        CommandLine native = await CommandLine.RunAsync("compile", model, "--input", spikes, "--json");
        Assert.That((int)JObject.Parse(native.Output)["circuits"]![0]!["inputs"]!, Is.Zero, native.Error);
    }

    [Test]
    public async Task Layers_behind_the_first_stay_open_and_say_so()
    {
        string model = _folder.Write("n.sqs.json", Network(second: true));
        string spikes = _folder.Write("spikes.csv", "1,0\n1,1\n");
        CommandLine compile = await CommandLine.RunAsync("compile", model, "--target", "ibm-heron", "--plan", "layered", "--emit", "ir", "--input", spikes, "--json");
        Assert.That(compile.Code, Is.Zero, compile.Error);
        Assert.That(compile.Error, Does.Contain("SQS3124").And.Contain("last").And.Contain("2 inputs"));
        Assert.That(JObject.Parse(compile.Output)["circuits"]!.Select(c => (int)c["inputs"]!), Is.EqualTo(new[] { 0, 2 }));
    }

    [Test]
    public async Task Values_that_mean_nothing_are_refused()
    {
        string model = _folder.Write("n.sqs.json", Network(second: false));
        string spikes = _folder.Write("spikes.csv", "1,0\n1,1\n");
        foreach (string[] wrong in (string[][])[[model, "--set", "a=1"], [Program(), "--sample", "1"], [model, "--parameters", "inputs", "--input", spikes]])
        {
            CommandLine compile = await CommandLine.RunAsync(["compile", .. wrong]);
            Assert.That(compile.Code, Is.EqualTo(2), compile.Error);
            Assert.That(compile.Error, Does.Contain("SQS9008"));
        }

        Assert.That((await CommandLine.RunAsync("compile", model, "--sample", "1")).Error, Does.Contain("SQS5205"));
    }

    private static string Network(bool second) => $$"""
        {
          "version": 1, "name": "two-steps", "steps": 2,
          "inputs": [ { "name": "in", "size": 2 } ],
          "populations": [
            { "name": "out", "size": 1, "neuron": "sqs", "parameters": { "ent": 0.7, "mem": 0.4, "in": 1.1 } }{{(second ? """, { "name": "last", "size": 1, "neuron": "sqs", "parameters": { "ent": 0.7, "mem": 0.4, "in": 1.1 } }""" : string.Empty)}}
          ],
          "synapses": [ { "from": "in", "to": "out", "weights": [[0.6, 0.3]] }{{(second ? """, { "from": "out", "to": "last", "weights": [[0.5]] }""" : string.Empty)}} ],
          "outputs": ["{{(second ? "last" : "out")}}"]
        }
        """;

    private string Program() => _folder.Write("bell.qasm", Bell);
}
