using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Forms;
using Sqs.Compiler.Targets.IonQ;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Compiler.Tests.Targets.Schemas;

namespace Sqs.Compiler.Tests.Targets;

/// <summary>Every document written for IonQ keeps the vendor's published fields, and every rule of these is found broken.</summary>
public sealed class IonQSchemaTests
{
    private static readonly SchemaCheck Schema =
        new(JObject.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Targets", "Schemas", "ionq-input.schema.json"))));

    [Test]
    public void Every_emitted_document_fits_the_schema([Values("ionq-forte", "ionq-forte-native", "ionq-simulator")] string name)
    {
        TargetProfiles.TryFind(name, out Target? target, out _);
        IonQGateSet gateSet = target!.Has("gpi") ? IonQGateSet.Native : IonQGateSet.Qis;
        var circuits = new List<IonQCircuit>();
        for (int seed = 0; seed < 120; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { MaximumMeasurements = 3, Modifiers = false }.Next(1 + (seed % 4), 12);
            (CompiledProgram? compiled, DiagnosticBag problems) = TargetCompiler.Compile(program, target);
            Assert.That(problems.Where(d => d.IsError), Is.Empty, $"seed {seed}");
            IonQCircuit circuit = IonQCircuit.Write(compiled!.Program, gateSet).Circuit!;
            Assert.That(Schema.Errors(JToken.Parse(circuit.ToInput().ToString())), Is.Empty, $"seed {seed}\n{circuit.ToInput()}");
            circuits.Add(circuit);
        }

        Assert.That(Schema.Errors(IonQCircuit.ToInput(circuits)), Is.Empty);
    }

    [Test]
    public void Controlled_gates_of_uncompiled_programs_fit_the_schema_too()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { Dynamic = false, Modifiers = false }.Next(4, 10);
            if (IonQCircuit.Write(program, IonQGateSet.Qis).Circuit is { } circuit)
                Assert.That(Schema.Errors(circuit.ToInput()), Is.Empty, $"seed {seed}\n{circuit.ToInput()}");
        }
    }

    [TestCase("""{"qubits":1,"circuit":[]}""", TestName = "No gate set")]
    [TestCase("""{"gateset":"pulse","qubits":1,"circuit":[]}""", TestName = "Unknown gate set")]
    [TestCase("""{"gateset":"qis","circuit":[]}""", TestName = "No width")]
    [TestCase("""{"gateset":"qis","qubits":0,"circuit":[]}""", TestName = "Width too small")]
    [TestCase("""{"gateset":"qis","qubits":37,"circuit":[]}""", TestName = "Width too large")]
    [TestCase("""{"gateset":"qis","qubits":1.5,"circuit":[]}""", TestName = "Width no integer")]
    [TestCase("""{"gateset":"qis","qubits":1}""", TestName = "No circuit")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuit":{}}""", TestName = "Circuit no list")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuit":[],"shots":5}""", TestName = "Unknown field")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuit":[],"circuits":[]}""", TestName = "Both circuit and circuits")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuits":[]}""", TestName = "No circuits")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuits":[{"name":"a"}]}""", TestName = "Member without circuit")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuits":[{"name":1,"circuit":[]}]}""", TestName = "Member name no text")]
    [TestCase("""{"gateset":"qis","qubits":1,"circuits":[{"shots":1,"circuit":[]}]}""", TestName = "Unknown field of a member")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"target":0}]}""", TestName = "No gate name")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"cz","target":0}]}""", TestName = "Unknown gate")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"gpi","target":0,"phase":0}]}""", TestName = "Native gate among qis gates")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"x"}]}""", TestName = "No target")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"x","target":-1}]}""", TestName = "Negative target")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"x","target":"0"}]}""", TestName = "Target no number")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"x","target":0,"targets":[0]}]}""", TestName = "Target and targets")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"x","target":0,"control":1,"controls":[1]}]}""", TestName = "Control and controls")]
    [TestCase("""{"gateset":"qis","qubits":3,"circuit":[{"gate":"x","target":0,"controls":[1,1]}]}""", TestName = "Control twice")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"rx","target":0}]}""", TestName = "No rotation")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"rx","target":0,"rotation":"1"}]}""", TestName = "Rotation no number")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"rx","target":0,"angle":1}]}""", TestName = "Angle in place of rotation")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"cnot","target":0}]}""", TestName = "No control")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"cnot","control":0}]}""", TestName = "Controlled nothing")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"swap","target":0}]}""", TestName = "Swap of one qubit")]
    [TestCase("""{"gateset":"qis","qubits":2,"circuit":[{"gate":"swap","targets":[0,0]}]}""", TestName = "Swap of a qubit with itself")]
    [TestCase("""{"gateset":"qis","qubits":3,"circuit":[{"gate":"zz","targets":[0,1,2],"rotation":1}]}""", TestName = "Three targets of zz")]
    [TestCase("""{"gateset":"qis","qubits":3,"circuit":[{"gate":"zz","targets":[0,1]}]}""", TestName = "zz without rotation")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"x","target":0}]}""", TestName = "qis gate among native gates")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"gpi","target":0}]}""", TestName = "No phase")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"gpi2","phase":0}]}""", TestName = "gpi2 without target")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"gpi","target":0,"phase":0,"rotation":1}]}""", TestName = "Rotation of gpi")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"ms","targets":[0,1],"phases":[0]}]}""", TestName = "One phase of ms")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"ms","targets":[0],"phases":[0,0]}]}""", TestName = "One target of ms")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"zz","targets":[0,1]}]}""", TestName = "zz without angle")]
    [TestCase("""{"gateset":"native","qubits":2,"circuit":[{"gate":"zz","targets":[1,1],"angle":0.1}]}""", TestName = "zz on one qubit twice")]
    public void A_broken_rule_is_found_by_schema_and_validator(string document)
    {
        Assert.That(Schema.Errors(JObject.Parse(document)), Is.Not.Empty);
        Assert.That(IonQDocumentValidator.ValidateInput(JObject.Parse(document), TargetProfiles.IonQForte), Is.Not.Empty);
    }

    [Test]
    public void Every_emitted_text_is_taken([Values("ionq-forte-qasm", "ionq-forte-reuse")] string name)
    {
        TargetProfiles.TryFind(name, out Target? target, out _);
        for (int seed = 0; seed < 120; seed++)
        {
            CircuitProgram program = new RandomPrograms(seed) { MaximumMeasurements = 3, Modifiers = false }.Next(1 + (seed % 4), 12);
            (CompiledProgram? compiled, DiagnosticBag problems) = TargetCompiler.Compile(program, target!);
            Assert.That(problems.Where(d => d.IsError), Is.Empty, $"seed {seed}");
            (string? text, DiagnosticBag refused) = ProgramText.Write(compiled!.Program, target!);
            Assert.That(refused, Is.Empty, $"seed {seed}\n{text}");
        }
    }

    [TestCase("qubit[1] q;", "no version line")]
    [TestCase("OPENQASM 3.0; qubit[1] q; qubit[1] q;", "a second declaration of 'q'")]
    [TestCase("OPENQASM 3.0; qubit[37] q;", "37 qubits; the target has 36")]
    [TestCase("OPENQASM 3.0; bit c;", "the single bit 'c'")]
    [TestCase("OPENQASM 3.0; bit[2] output_all;", "the name 'output_all'")]
    [TestCase("OPENQASM 3.0; int[4] i;", "has int[4]")]
    [TestCase("OPENQASM 3.0; include \"other.inc\";", "has include")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; x $0;", "physical qubits")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[1] q; bit[1] c; c[0] = measure q[0]; if (c[0]) { x q[0]; }", "has if")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[1] q; for int i in [0:2] { x q[0]; }", "has for")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[1] q; reset q[0];", "has reset")]
    [TestCase("OPENQASM 3.0; qubit[1] q; x q[0];", "the gate x")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; inv @ x q[0];", "a modifier on x")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; rx q[0];", "rx with 0 angles")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; rx(pi) q[0];", "an angle that is no number")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; cx q[0], q[0];", "cx on one qubit twice")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; x q[2];", "'q[2]' as a qubit")]
    [TestCase("OPENQASM 3.0; qubit[2] q; bit[1] c; c[1] = measure q[0];", "'c[1]' as a bit")]
    [TestCase("OPENQASM 3.0; qubit[2] q; bit[2] c; c[0] = measure q[0]; c[1] = measure q[0];", "a second measurement")]
    [TestCase("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; bit[2] c; c[0] = measure q[0]; x q[0];", "behind the measurement")]
    [TestCase("OPENQASM 3.0; qubit[", "no OpenQASM 3")]
    public void What_the_text_form_does_not_take_is_found(string text, string expected)
    {
        TargetProfiles.TryFind("ionq-forte-qasm", out Target? target, out _);
        Assert.That(IonQProgramValidator.Validate(text, target!).Select(d => d.ToString()), Has.Some.Contains("SQS3222").And.Some.Contains(expected));
    }
}
