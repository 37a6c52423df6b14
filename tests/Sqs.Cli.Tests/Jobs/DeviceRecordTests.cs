using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Jobs;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>Runs on devices are kept like native ones: programs, inputs, registers of every shot; and with them the device of the day, what was sent and what came back.</summary>
[TestFixture]
public sealed class DeviceRecordTests
{
    // Register A reads 01, b reads 110 and then q, a register of the name that compilers like, reads 0: certain, so a replay on the ideal engine is the same bit for bit.
    private const string Asymmetric = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float turn;
        qubit[5] wires;
        bit[2] A;
        bit[3] b;
        bit[1] q;
        rx(turn) wires[0];
        x wires[3];
        x wires[4];
        A[0] = measure wires[0];
        A[1] = measure wires[1];
        b[0] = measure wires[2];
        b[1] = measure wires[3];
        b[2] = measure wires[4];
        q[0] = measure wires[1];
        """;

    private static readonly EmulatorOptions Ideal = Rehearsal.Quick with { IsNoisy = false };

    [TestCase("ibm")]
    [TestCase("ionq")]
    public async Task A_job_that_was_sent_and_read_by_other_commands_is_recorded_once_with_all_of_it(string vendor)
    {
        await using Rehearsal rehearsal = vendor == "ibm" ? await Rehearsal.IbmAsync(Ideal) : await Rehearsal.IonQAsync(Ideal);
        string file = rehearsal.Folder.Write("p.qasm", Asymmetric);
        CommandLine submit = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--set", "turn=3.141592653589793", "--shots", "9", "--seed", "77", "--yes");
        string id = submit.Output.Trim();
        CommandLine wait = await rehearsal.RunAsync("wait", id, "--json", "--runs", rehearsal.Folder["runs"]);
        Assert.That(wait.Code, Is.Zero, wait.Error);
        JObject fetched = JObject.Parse((await rehearsal.RunAsync("fetch", id, "--json", "--runs", rehearsal.Folder["runs"])).Output);
        var store = new RunStore(rehearsal.Folder["runs"]);
        string run = store.List().Single();
        Assert.That(((string?)JObject.Parse(wait.Output)["run"], (string?)fetched["run"]), Is.EqualTo((run, run)));

        var diagnostics = new DiagnosticBag();
        RunRecord record = store.Open(run, diagnostics)!;
        Assert.That(diagnostics, Is.Empty);
        Assert.That((record.Backend, record.Kind, record.Title), Is.EqualTo((rehearsal.Backend, "program", "p.qasm")));
        RunJob job = record.Jobs.Single();
        Assert.That((job.Settings.Shots, job.Settings.Seed, job.Parameters.Count), Is.EqualTo((9, 77UL, 1)));
        Assert.That(job.Parameters[0].ToArray(), Is.EqualTo(new[] { Math.PI }));
        Assert.That(job.Program.BitRegisters.Take(3).Select(r => (r.Name, r.Size)), Is.EqualTo(new[] { ("A", 2), ("b", 3), ("q", 1) }));
        Assert.That(job.Results[0].Words, Is.EqualTo(Enumerable.Repeat(0b0_110_01UL, 9)));
        Assert.That(NativeReplay.Replay(job, threads: 1, CancellationToken.None).Difference, Is.Null);

        DeviceJob device = record.DeviceJobs.Single();
        Assert.That((device.Id, device.Backend, device.Host, job.Device!.Job), Is.EqualTo((id, rehearsal.Backend, rehearsal.Address.Authority, id)));
        Assert.That(job.Device.Circuits, Is.EqualTo(new[] { 0 }));
        Assert.That(device.Device.QubitCount, Is.GreaterThan(5));
        Assert.That(device.Device.Documents.Select(d => d.Name), Does.Contain(vendor == "ibm" ? "properties" : "characterization"));
        DevicePart part = device.Parts.Single();
        EmulatedJob sent = vendor == "ibm" ? rehearsal.Ibm.Jobs.Single() : rehearsal.IonQ.Jobs.Single();
        Assert.That(part.RemoteId, Is.EqualTo(sent.Id));
        Assert.That(JToken.DeepEquals(JObject.Parse(part.Sent)["input"] ?? JObject.Parse(part.Sent)["params"], sent.Body["input"] ?? sent.Body["params"]), Is.True);
        Assert.That(part.Results, Is.Not.Empty);

        JObject shown = JObject.Parse((await CommandLine.RunAsync("runs", "show", run, "--runs", rehearsal.Folder["runs"], "--json")).Output);
        Assert.That((string?)shown["devices"]![0]!["remote"]![0], Is.EqualTo(sent.Id));
    }

    [Test]
    public async Task A_run_that_shall_not_be_recorded_is_not()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync(Ideal);
        string file = rehearsal.Folder.Write("p.qasm", Asymmetric);
        CommandLine run = await rehearsal.RunAsync("run", file, "--set", "turn=0", "--backend", rehearsal.Backend, "--yes", "--json", "--no-record", "--runs", rehearsal.Folder["runs"]);
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That(JObject.Parse(run.Output)["run"]!.Type, Is.EqualTo(JTokenType.Null));
        Assert.That(Directory.Exists(rehearsal.Folder["runs"]), Is.False);
    }
}
