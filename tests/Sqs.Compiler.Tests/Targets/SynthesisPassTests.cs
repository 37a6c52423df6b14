using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Profiles;

namespace Sqs.Compiler.Tests.Targets;

public sealed class SynthesisPassTests
{
    private const double Tolerance = 1e-9;

    private static IEnumerable<Target> DynamicTargets()
    {
        TargetProfiles.TryFind("generic-all-8", out Target? generic, out _);
        TargetProfiles.TryFind("ibm-heron-fractional", out Target? fractional, out _);
        yield return generic!;
        yield return fractional! with { Coupling = null };
        yield return generic! with { Name = "cx", Gates = [new NativeGate("rz", IsVirtual: true), new NativeGate("sx"), new NativeGate("x"), new NativeGate("cx")] };
        yield return generic! with { Name = "euler", Gates = TargetProfiles.IonQForte.Gates };
    }

    private static IEnumerable<Target> StaticTargets()
    {
        yield return TargetProfiles.IonQForte;
        yield return TargetProfiles.IonQForteNative;
        yield return TargetProfiles.IonQForteNative with { Name = "ms", Gates = [new NativeGate("gpi"), new NativeGate("gpi2"), new NativeGate("ms")] };
    }

    [Test]
    public void Random_dynamic_programs_keep_their_distribution([ValueSource(nameof(DynamicTargets))] Target target)
    {
        for (int seed = 0; seed < 250; seed++)
            CheckEquivalence(new RandomPrograms(seed) { Inputs = seed % 3 }.Next(2 + (seed % 3), 14), target, seed);
    }

    [Test]
    public void Random_circuits_keep_their_distribution([ValueSource(nameof(StaticTargets))] Target target)
    {
        for (int seed = 0; seed < 250; seed++)
            CheckEquivalence(new RandomPrograms(seed) { Dynamic = false }.Next(2 + (seed % 3), 18), target, seed);
    }

    [TestCase("crx", 2)]
    [TestCase("cry", 2)]
    [TestCase("crz", 2)]
    [TestCase("cp", 2)]
    [TestCase("cx", 1)]
    [TestCase("cz", 1)]
    [TestCase("cy", 1)]
    [TestCase("ch", 1)]
    [TestCase("rzz", 2)]
    [TestCase("rxx", 2)]
    [TestCase("swap", 3)]
    [TestCase("ccx", 6)]
    [TestCase("cu", 2)]
    [TestCase("cswap", 7)]
    public void A_gate_takes_the_least_number_of_cz(string name, int expected) =>
        Assert.That(TwoQubitGates(name, Generic()), Is.EqualTo(expected));

    [TestCase("crx", 1)]
    [TestCase("cry", 1)]
    [TestCase("crz", 1)]
    [TestCase("cp", 1)]
    [TestCase("rzz", 1)]
    [TestCase("cx", 1)]
    [TestCase("swap", 3)]
    public void A_gate_takes_the_least_number_of_rzz(string name, int expected) =>
        Assert.That(TwoQubitGates(name, TargetProfiles.IonQForteNative), Is.EqualTo(expected));

    [Test]
    public void Open_inputs_stay_open_and_cost_no_more_gates()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        Expression theta = builder.Input("theta", ClassicalType.Float);
        Expression phi = builder.Input("phi");
        builder.Gate("rx", 0.4, 1);
        builder.Gate("rx", phi, 0);
        builder.Gate("crx", theta, 1, 0);
        builder.Gate("rx", 0.3, 0);
        builder.Measure(0, 0);
        CircuitProgram compiled = Compile(builder.Build(), Generic());
        Assert.That(compiled.Inputs.Select(i => i.Name), Is.EqualTo(new[] { "theta", "phi" }));
        Assert.That(Names(compiled).Count(n => n == "cz"), Is.EqualTo(2));
        Assert.That(Names(compiled).Count(n => n == "sx"), Is.EqualTo(8));
    }

    [Test]
    public void A_small_angle_is_kept()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Gate("rx", 1e-6, 0);
        builder.Measure(0, 0);
        Dictionary<string, double> distribution = DenseEnumerator.Run(Compile(builder.Build(), Generic()));
        Assert.That(distribution["1"], Is.EqualTo(2.5e-13).Within(1e-17));
    }

    [Test]
    public void A_control_in_zero_removes_the_gate()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        Expression theta = builder.Input("theta", ClassicalType.Float);
        builder.Gate("crx", theta, 1, 0);
        builder.Gate("x", 0);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        Assert.That(Names(Compile(builder.Build(), Generic())), Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public void Conditional_rotations_about_one_axis_share_their_pulses()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 3);
        builder.Bits("c", 3);
        builder.Gate("h", 0);
        builder.Gate("h", 1);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("rx", 0.3, 2));
        builder.If(CircuitBuilder.BitIs(1, true), () => builder.Gate("rx", -0.9, 2));
        builder.Measure(2, 2);
        CircuitProgram compiled = Compile(builder.Build(), Generic());
        Assert.That(compiled.Body.Operations.OfType<IfOperation>().SelectMany(b => b.Then.Operations).OfType<GateOperation>().Select(g => g.Gate.Name), Is.All.EqualTo("rz"));
        Assert.That(compiled.Body.Operations.OfType<GateOperation>().Count(g => g.Gate.Name == "sx" && g.Qubits[0].Index == 2), Is.EqualTo(2));
    }

    [Test]
    public void A_power_without_decomposition_is_refused()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Add(new GateOperation(GateTable.Find("rxx"), [Expression.Float(4)], [0, 1], [new GateModifier(GateModifierKind.Power, Expression.Float(0.5))]));
        var context = new PassContext(Generic());
        new SynthesisPass(Generic()).Apply(builder.Build(), context);
        Assert.That(context.Diagnostics.Single().ToString(), Is.EqualTo("error SQS3110: there is no decomposition of the power 0.5 of rxx; write it in terms of simpler gates"));
    }

    private static Target Generic()
    {
        TargetProfiles.TryFind("generic-all-8", out Target? target, out _);
        return target!;
    }

    private static int TwoQubitGates(string name, Target target)
    {
        StandardGate gate = GateTable.Find(name);
        var builder = new CircuitBuilder();
        builder.Qubits("q", 3);
        builder.Bits("c", 3);
        for (int qubit = 0; qubit < 3; qubit++)
            builder.Gate(GateTable.Find("u3"), [0.3 + qubit, 0.4, 0.5], [qubit]);
        builder.Gate(gate, [.. new double[] { 0.9, 0.4, 0.2, 0.7 }.Take(gate.ParameterCount).Select(a => Expression.Float(a))], new[] { 0, 1, 2 }.AsSpan(0, gate.QubitCount));
        for (int qubit = 0; qubit < 3; qubit++)
            builder.Gate(GateTable.Find("u3"), [1.1 + qubit, 0.2, 0.1], [qubit]);
        for (int qubit = 0; qubit < 3; qubit++)
            builder.Measure(qubit, qubit);
        return Compile(builder.Build(), target).Body.Operations.Count(o => o.Operands().Count == 2);
    }

    private static IEnumerable<string> Names(CircuitProgram program) =>
        program.Body.DescendantOperations().OfType<GateOperation>().Select(g => g.Gate.Name);

    private static CircuitProgram Compile(CircuitProgram program, Target target)
    {
        var context = new PassContext(target);
        CircuitProgram compiled = new PassPipeline([new SynthesisPass(target)], [new StraightControlPredicate()]).Run(program, context, audit: true);
        Assert.That(context.Diagnostics, Is.Empty);
        return compiled;
    }

    private static void CheckEquivalence(CircuitProgram program, Target target, int seed)
    {
        double[] inputs = [0.83, -2.1, 5.5];
        CircuitProgram compiled = Compile(program, target);
        double distance = DenseEnumerator.Distance(DenseEnumerator.Run(program, inputs), DenseEnumerator.Run(compiled, inputs));
        Assert.That(distance, Is.LessThan(Tolerance), $"seed {seed}");
    }
}
