using System.Xml.Linq;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Compiler.Targets.Resources;

namespace Sqs.Compiler.Tests.Targets;

public sealed class ResourceTests
{
    private const string Properties = """
        {"backend_name":"ibm_test","last_update_date":"2026-04-01T10:00:00Z",
         "qubits":[[{"name":"T1","value":200,"unit":"us"},{"name":"readout_error","value":0.02},{"name":"readout_length","value":1500,"unit":"ns"}],
                   [{"name":"T1","value":100,"unit":"us"},{"name":"readout_error","value":0.01},{"name":"operational","value":0}],
                   [{"name":"T1","value":100,"unit":"us"}]],
         "gates":[{"gate":"cz","qubits":[0,1],"parameters":[{"name":"gate_error","value":0.004},{"name":"gate_length","value":68,"unit":"ns"}]},
                  {"gate":"cz","qubits":[1,2],"parameters":[{"name":"gate_error","value":1}]}]}
        """;

    [Test]
    public void Figures_add_up_by_hand()
    {
        Target target = TargetProfiles.IbmHeron;
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 1);
        builder.Gate("sx", 0);
        builder.Gate("rz", 0.3, 0);
        builder.Gate("cz", 0, 1);
        builder.Measure(0, 0);
        builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("x", 1));
        ProgramResources resources = ResourceCount.Of(builder.Build(), target);
        Assert.That((resources.OneQubitGates, resources.TwoQubitGates, resources.Measurements, resources.Branches, resources.BroadcastBits), Is.EqualTo((2L, 1L, 1L, 1L, 1L)));
        Assert.That(resources.Depth, Is.EqualTo(3));
        Assert.That(resources.Duration, Is.EqualTo(32e-9 + 68e-9 + 1.6e-6 + 600e-9 + 32e-9).Within(1e-12));
        // Qubit 1 waits for the measurement and the branch.
        double success = Math.Pow(1 - 2.5e-4, 2) * (1 - 2.5e-3) * (1 - 1e-2) * Math.Exp(-(1.6e-6 + 600e-9) / 150e-6);
        Assert.That(resources.ExpectedError, Is.EqualTo(1 - success).Within(1e-9));
        Assert.That(resources.MaximumWeight, Is.EqualTo(50 + 2 + 1 + 5 + 10));
        Assert.That(resources.BroadcastCost, Is.EqualTo(59));
    }

    [Test]
    public void Jobs_and_prices_follow_the_limits()
    {
        Target target = TargetProfiles.IbmHeron;
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Gate("sx", 0);
        builder.Measure(0, 0);
        JobEstimate estimate = JobEstimate.Of(ResourceCount.Of(builder.Build(), target), target, programs: 25_000, shots: 1000);
        Assert.That((estimate.Executions, estimate.Jobs), Is.EqualTo((25_000_000L, 3L)));
        Assert.That(estimate.QpuSeconds, Is.EqualTo((3 * 2) + (25e6 * (250e-6 + 1.632e-6))).Within(1e-6));
        Assert.That(estimate.MostPrice, Is.EqualTo(1.6 * estimate.QpuSeconds).Within(1e-6));
    }

    [Test]
    public void A_snapshot_refines_a_profile()
    {
        (DeviceSnapshot? snapshot, Diagnostic? problem) = SnapshotReader.ReadIbm(Properties, """{"dt":4}""");
        Assert.That(problem, Is.Null);
        Target refined = SnapshotReader.Refine(TargetProfiles.IbmHeron, snapshot!);
        Assert.That(refined.QubitCount, Is.EqualTo(3));
        Assert.That(refined.Coupling!.Edges, Is.EqualTo(new[] { (0, 1) }));
        Assert.That(refined.ErrorOf("cz", 1, 0), Is.EqualTo(0.004));
        Assert.That(refined.TimeOf("cz", 0, 1), Is.EqualTo(68e-9).Within(1e-15));
        Assert.That(refined.ReadoutTimeOf(0), Is.EqualTo(1.5e-6).Within(1e-12));
        Assert.That(refined.ReadoutErrorOf(2), Is.EqualTo(TargetProfiles.IbmHeron.Typical.ReadoutError));
        Assert.That(new[] { 0, 1, 2 }.Select(refined.IsOperational), Is.EqualTo(new[] { true, false, true }));
        Assert.That(snapshot!.TimeStep, Is.EqualTo(4e-9).Within(1e-18));
    }

    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("[]")]
    public void A_document_that_is_no_snapshot_is_refused(string text)
    {
        (DeviceSnapshot? snapshot, Diagnostic? problem) = SnapshotReader.ReadIbm(text);
        Assert.That(snapshot, Is.Null);
        Assert.That(problem!.Code, Is.EqualTo("SQS3219"));
    }

    [Test]
    public void The_report_names_every_pass_and_the_picture_every_qubit()
    {
        CompiledNetwork network = TargetCompiler.Compile(SmallGraphs.Skip(), TargetProfiles.IbmHeron).Network!;
        CompiledProgram compiled = network.Programs[0];
        JObject report = new ResourceReport(compiled, TargetProfiles.IbmHeron).ToJson();
        Assert.That(report["passes"]!.Select(p => (string?)p["name"]), Is.EqualTo(compiled.Passes.Select(p => p.Name)));
        Assert.That((long)report["result"]!["two_qubit_gates"]!, Is.EqualTo(compiled.Resources.TwoQubitGates));
        Assert.That(new ResourceReport(compiled, TargetProfiles.IbmHeron).ToTable(), Does.Contain("decompose").And.Contain("USD"));
        XDocument picture = XDocument.Parse(PlacementPicture.Draw(compiled.Placement!, TargetProfiles.IbmHeron));
        Assert.That(picture.Descendants().Count(e => e.Name.LocalName == "circle"), Is.EqualTo(156));
        Assert.That(picture.Descendants().Count(e => e.Name.LocalName == "line" && (string?)e.Attribute("stroke-width") == "6"), Is.EqualTo(4));
    }
}
