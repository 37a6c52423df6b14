using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Hosting;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>Programs and models run on emulated devices in one go.</summary>
[TestFixture]
public sealed class DeviceRunTests
{
    // A current of 1 turns a neuron by pi, so spikes are certain: out[0] repeats the input line, out[1] is silent, late[0] hears out[0] one step later.
    private const string Certain = """
        {
          "version": 1, "name": "certain", "steps": 3,
          "inputs": [ { "name": "in", "size": 1 } ],
          "populations": [
            { "name": "out", "size": 2, "neuron": { "family": "sqs", "io": 1, "memory": 1, "ansatz": { "kind": "chain" } }, "parameters": { "ent": 0, "mem": 0, "in": 0 } },
            { "name": "late", "size": 1, "neuron": { "family": "sqs", "io": 1, "memory": 1, "ansatz": { "kind": "chain" } }, "parameters": { "ent": 0, "mem": 0, "in": 0 } }
          ],
          "synapses": [ { "from": "in", "to": "out", "weights": [[1], [0]] }, { "from": "out", "to": "late", "delay": 1, "weights": [[1, 0]] } ],
          "outputs": ["late"]
        }
        """;

    private static readonly EmulatorOptions Ideal = Rehearsal.Quick with { IsNoisy = false };

    [TestCase("ibm")]
    [TestCase("ionq")]
    public async Task A_model_shows_its_spikes_as_on_the_native_engine(string vendor)
    {
        await using Rehearsal rehearsal = vendor == "ibm" ? await Rehearsal.IbmAsync(Ideal) : await Rehearsal.IonQAsync(Ideal);
        string model = rehearsal.Folder.Write("certain.sqs.json", Certain);
        string spikes = rehearsal.Folder.Write("spikes.csv", "1\n0\n1\n");
        CommandLine native = await CommandLine.RunAsync("run", model, "--input", spikes, "--shots", "5", "--no-record", "--json");
        CommandLine device = await rehearsal.RunAsync("run", model, "--input", spikes, "--shots", "5", "--backend", rehearsal.Backend, "--yes", "--json");
        Assert.That(device.Code, Is.Zero, device.Error);
        JToken rates = JObject.Parse(device.Output)["spike_rates"]!;
        Assert.That(rates, Is.EqualTo(JObject.Parse(native.Output)["spike_rates"]).Using<JToken>(JToken.DeepEquals));
        Assert.That(rates["out"]![0]!.ToObject<double[]>(), Is.EqualTo(new double[] { 1, 0, 1 }));
        Assert.That(rates["late"]![0]!.ToObject<double[]>(), Is.EqualTo(new double[] { 0, 1, 0 }));
    }

    [Test]
    public async Task Options_of_the_engine_mean_nothing_on_a_device()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync(Ideal);
        string file = rehearsal.Folder.Write("p.qasm", "OPENQASM 3.0;\nqubit q;\nbit c;\nc = measure q;\n");
        CommandLine run = await rehearsal.RunAsync("run", file, "--backend", rehearsal.Backend, "--yes", "--method", "exact");
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--method"));
        CommandLine native = await CommandLine.RunAsync("run", file, "--max-cost", "3", "--no-record");
        Assert.That(native.Code, Is.EqualTo(2));
        Assert.That(native.Error, Does.Contain("--max-cost"));
    }
}
