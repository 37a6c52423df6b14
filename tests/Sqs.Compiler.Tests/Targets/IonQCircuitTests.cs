using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.IonQ;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Targets;

public sealed class IonQCircuitTests
{
    [Test]
    public void Qis_angles_are_radians_and_controls_have_their_field()
    {
        var builder = new CircuitBuilder("bell");
        builder.Qubits("q", 3);
        builder.Bits("c", 2);
        builder.Gate("h", 0);
        builder.Gate("cx", 0, 1);
        builder.Gate("rz", 1.5, 1);
        builder.Gate("crx", 0.25, 1, 2);
        builder.Gate("rzz", 0.5, 2, 0);
        builder.Measure(1, 0);
        builder.Measure(2, 1);
        (IonQCircuit? circuit, DiagnosticBag diagnostics) = IonQCircuit.Write(builder.Build(), IonQGateSet.Qis);
        Assert.That(diagnostics, Is.Empty);
        JObject expected = JObject.Parse("""
            {"gateset":"qis","qubits":3,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1},{"gate":"rz","target":1,"rotation":1.5},
             {"gate":"rx","control":1,"target":2,"rotation":0.25},{"gate":"zz","targets":[2,0],"rotation":0.5}]}
            """);
        Assert.That(JToken.DeepEquals(circuit!.ToInput(), expected), circuit.ToInput().ToString());
        Assert.That(circuit.QubitOfBit, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(IonQDocumentValidator.ValidateInput(circuit.ToInput(), TargetProfiles.IonQForte), Is.Empty);
    }

    [Test]
    public void Native_angles_are_turns()
    {
        var builder = new CircuitBuilder("native");
        builder.Qubits("q", 2);
        builder.Bits("c", 1);
        builder.Gate("gpi2", Math.PI / 2, 0);
        builder.Gate("rzz", Math.PI, 0, 1);
        builder.Gate(GateTable.Find("ms"), [0.0, Math.PI, Math.PI / 2], [1, 0]);
        builder.Measure(1, 0);
        (IonQCircuit? circuit, _) = IonQCircuit.Write(builder.Build(), IonQGateSet.Native);
        JObject expected = JObject.Parse("""
            {"gateset":"native","qubits":2,"circuit":[{"gate":"gpi2","target":0,"phase":0.25},{"gate":"zz","targets":[0,1],"angle":0.5},
             {"gate":"ms","targets":[1,0],"phases":[0.0,0.5],"angle":0.25}]}
            """);
        Assert.That(JToken.DeepEquals(circuit!.ToInput(), expected), circuit.ToInput().ToString());
        Assert.That((circuit.OneQubitGates, circuit.TwoQubitGates), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Several_circuits_share_one_document()
    {
        var builder = new CircuitBuilder("one");
        builder.Qubits("q", 2);
        builder.Gate("x", 0);
        (IonQCircuit? circuit, _) = IonQCircuit.Write(builder.Build(), IonQGateSet.Qis);
        JObject document = IonQCircuit.ToInput([circuit!, circuit! with { Name = "two" }]);
        Assert.That(document["circuits"]!.Select(c => (string?)c["name"]), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(IonQDocumentValidator.ValidateInput(document, TargetProfiles.IonQForte), Is.Empty);
    }

    [Test]
    public void What_a_circuit_cannot_say_is_refused()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Measure(0, 0);
        builder.Reset(0);
        (IonQCircuit? circuit, DiagnosticBag diagnostics) = IonQCircuit.Write(builder.Build(), IonQGateSet.Qis);
        Assert.That(circuit, Is.Null);
        Assert.That(diagnostics.Select(d => d.Code), Is.EquivalentTo(new[] { "SQS3212", "SQS3220" }));
    }

    [TestCase("""{"gateset":"other","qubits":1,"circuit":[]}""", "input.gateset")]
    [TestCase("""{"gateset":"qis","qubits":1}""", "input must have either")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuit":[],"circuits":[]}""", "input must have either")]
    [TestCase("""{"gateset":"qis","qubits":37,"circuit":[]}""", "input.qubits")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuit":[],"shots":1}""", "input.shots is an unknown field")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"cz","target":0}]}""", "'cz' is no QIS gate")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"x","target":2}]}""", "circuit[0].target must be a qubit")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"rx","target":0}]}""", "rx has no rotation")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"rx","target":0,"rotation":"1"}]}""", "must be a finite number")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"cnot","target":0}]}""", "cnot has no control")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"cnot","target":0,"control":0}]}""", "names a qubit twice")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"swap","target":0}]}""", "swap has 1 targets")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"x","target":0,"phase":0}]}""", "phase is an unknown field")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"x","target":0}]}""", "'x' is no native gate")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"gpi","target":0}]}""", "gpi has no phase")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"ms","targets":[0,1],"phases":[0]}]}""", "phases must be two numbers")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"zz","targets":[0,1]}]}""", "zz has neither angle nor phase")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"zz","targets":[1,1],"angle":0.1}]}""", "zz has 2 targets")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuits":[]}""", "has 0 circuits")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuits":[{"name":"a"}]}""", "must be an object with a circuit")]
    public void A_broken_rule_of_the_document_is_found(string document, string expected) =>
        Assert.That(IonQDocumentValidator.ValidateInput(JObject.Parse(document), TargetProfiles.IonQForte).Select(d => d.Message), Has.Some.Contains(expected));

    [Test]
    public void Too_many_gates_are_found()
    {
        var gates = new JArray(Enumerable.Range(0, 150_001).Select(_ => new JObject { ["gate"] = "x", ["target"] = 0 }));
        var document = new JObject { ["gateset"] = "qis", ["qubits"] = 1, ["circuit"] = gates };
        Assert.That(IonQDocumentValidator.ValidateInput(document, TargetProfiles.IonQForte).Single().Message, Does.Contain("has 150001 gates; 150000 are taken"));
    }
}
