using Newtonsoft.Json.Linq;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>Runs on noisy devices replayed on the native engine: the noise of the day explains them, and an ideal engine does not.</summary>
[TestFixture]
public sealed class DeviceReplayTests
{
    // The two registers are unlike in size, rate and place.
    private const string Program = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float turn;
        qubit[3] q;
        bit[2] first;
        bit[3] second;
        x q[0];
        cx q[0], q[1];
        first[0] = measure q[0];
        first[1] = measure q[1];
        reset q[1];
        rx(turn) q[1];
        for int i in [0:19] { x q[2]; cx q[2], q[1]; cx q[2], q[1]; x q[2]; }
        second[2] = measure q[1];
        second[0] = measure q[2];
        """;

    [TestCase("ibm")]
    [TestCase("ionq")]
    public async Task The_noise_of_the_day_explains_a_run_and_an_ideal_engine_does_not(string vendor)
    {
        await using Rehearsal rehearsal = vendor == "ibm" ? await Rehearsal.IbmAsync(Rehearsal.Quick) : await Rehearsal.IonQAsync(Rehearsal.Quick);
        string file = rehearsal.Folder.Write("p.qasm", Program);
        string runs = rehearsal.Folder["runs"];
        CommandLine run = await rehearsal.RunAsync("run", file, "--set", "turn=0.9", "--backend", rehearsal.Backend, "--shots", "4000", "--seed", "3", "--yes", "--json", "--runs", runs);
        Assert.That(run.Code, Is.Zero, run.Error);

        // No credential and no vendor is needed any more.
        string map = rehearsal.Folder["map.svg"];
        CommandLine snapshot = await CommandLine.RunAsync("replay", "last", "--runs", runs, "--json", "--svg", map);
        Assert.That(snapshot.Code, Is.Zero, snapshot.Error);
        JObject explained = JObject.Parse(snapshot.Output);
        Assert.That((string?)explained["noise"], Is.EqualTo("snapshot"));
        JToken comparison = explained["comparisons"]!.Single();
        Assert.That(((int)comparison["recordedShots"]!, (int)comparison["replayedShots"]!), Is.EqualTo((4000, 16000)));
        Assert.That(comparison["registers"]!.Select(r => ((string?)r["name"], (int)r["size"]!)), Is.EqualTo(new[] { ("first", 2), ("second", 3) }));
        Assert.That((bool)explained["consistent"]!, Is.True, explained.ToString());
        Assert.That(await File.ReadAllTextAsync(map), Does.Contain("second, bit 2:"));

        JObject ideal = JObject.Parse((await CommandLine.RunAsync("replay", "last", "--runs", runs, "--json", "--noise", "ideal")).Output);
        Assert.That((bool)ideal["consistent"]!, Is.False, "the device's errors are seen");
        Assert.That((double)ideal["comparisons"]![0]!["totalVariation"]!, Is.GreaterThan((double)comparison["totalVariation"]!));
        CommandLine table = await CommandLine.RunAsync("replay", "last", "--runs", runs);
        Assert.That(table.Output, Does.Contain("no difference between the recorded and the replayed registers was found"));
    }

    [Test]
    public async Task A_native_run_has_no_device_and_says_so()
    {
        using var folder = new WorkFolder();
        string file = folder.Write("p.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; h q; c = measure q;");
        string runs = folder["runs"];
        await CommandLine.RunAsync("run", file, "--shots", "500", "--seed", "1", "--runs", runs);
        CommandLine refused = await CommandLine.RunAsync("replay", "last", "--runs", runs, "--noise", "snapshot");
        Assert.That((refused.Code, refused.Error.Contains("SQS5506", StringComparison.Ordinal)), Is.EqualTo((1, true)), refused.Error);
        CommandLine useless = await CommandLine.RunAsync("replay", "last", "--runs", runs, "--factor", "2");
        Assert.That(useless.Code, Is.EqualTo(2), useless.Error);
        JObject compared = JObject.Parse((await CommandLine.RunAsync("replay", "last", "--runs", runs, "--noise", "ideal", "--json")).Output);
        Assert.That((bool)compared["consistent"]!, Is.True);
    }
}
