using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Results;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Execution;

/// <summary>Different ways through the engine that must agree.</summary>
public sealed class MetamorphicTests
{
    [Test]
    public void Fused_wide_states_equal_the_enumeration_of_single_gates([Range(0, 5)] int seed)
    {
        // Twelve qubits are too wide for a chain; the exact run fuses gates and uses the dense kernels.
        CircuitProgram program = RandomPrograms.Unitary(new System.Random(seed), 12, 120);
        ExactDistribution wide = Exact(program, SimulationPrecision.Double);
        double[] amplitudes = StateVectorReference.Probabilities(program);
        for (int i = 0; i < wide.Count; i++)
            Assert.That(wide.Probabilities[i], Is.EqualTo(amplitudes[wide.Record(i)[0]]).Within(1e-10));
        Assert.That(wide.Probabilities.ToArray().Sum(), Is.EqualTo(1).Within(1e-10));
    }

    [Test]
    public void Single_precision_is_close([Range(0, 2)] int seed)
    {
        CircuitProgram program = RandomPrograms.Unitary(new System.Random(seed), 11, 100);
        ExactDistribution found = Exact(program, SimulationPrecision.Single);
        double[] expected = StateVectorReference.Probabilities(program);
        for (int i = 0; i < found.Count; i++)
            Assert.That(found.Probabilities[i], Is.EqualTo(expected[found.Record(i)[0]]).Within(1e-5));
    }

    [Test]
    public void A_deferred_program_has_the_distribution_of_the_dynamic_one_and_runs_as_narrow()
    {
        const int Steps = 7;
        CircuitProgram dynamic = Neuron(Steps, deferred: false);
        CircuitProgram deferred = Neuron(Steps, deferred: true);
        ExactDistribution left = Exact(dynamic, SimulationPrecision.Double);
        SimulationResult right = Simulator.Run(deferred, new SimulationRequest { Method = SimulationMethod.Exact });
        Assert.That(right.Statistics.MaximumWidth, Is.EqualTo(2));
        Assert.That(right.Sets[0].Exact!.Probabilities.ToArray(), Is.EqualTo(left.Probabilities.ToArray()).Within(1e-12));
    }

    [Test]
    public void Independent_neurons_never_share_a_state()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 24);
        builder.Bits("c", 24);
        for (int i = 0; i < 24; i += 2)
        {
            builder.Gate("ry", 0.3 + i, i);
            builder.Gate("cx", i, i + 1);
            builder.Measure(i, i);
            builder.Measure(i + 1, i + 1);
        }

        SimulationResult result = Simulator.Run(builder.Build(), new SimulationRequest { Shots = 500, Seed = 4 });
        Assert.That(result.Statistics.MaximumWidth, Is.EqualTo(2));
        Assert.That(result.Statistics.Components, Is.EqualTo(12));
        for (int shot = 0; shot < 500; shot++)
        {
            for (int i = 0; i < 24; i += 2)
                Assert.That(result.Sets[0].Records.Bit(shot, i), Is.EqualTo(result.Sets[0].Records.Bit(shot, i + 1)));
        }
    }

    [Test]
    public void Contracted_equals_gate_by_gate([Range(0, 49)] int seed, [Values] bool isNoisy)
    {
        // A condition on an outcome that changes nothing keeps the engine from contracting.
        CircuitProgram contracted = RandomPrograms.Dynamic(300_000 + seed, 3, dynamic: false);
        CircuitProgram gates = With(contracted, builder =>
        {
            builder.Measure(0, 0);
            builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("rz", 0.0, 0));
        });
        CircuitProgram measured = With(contracted, static builder => builder.Measure(0, 0));
        NoiseModel? noise = isNoisy ? RandomNoise.Model(seed, 3) with { Qubits = [] } : null;
        SimulationResult left = Simulator.Run(measured, new SimulationRequest { Method = SimulationMethod.Exact, Noise = noise });
        SimulationResult right = Simulator.Run(gates, new SimulationRequest { Method = SimulationMethod.Exact, Noise = noise });
        Assert.That(right.Statistics.ContractedSteps, Is.Zero);
        AssertSame(left.Sets[0].Exact!, right.Sets[0].Exact!);
    }

    [Test]
    public void Numbering_the_qubits_anew_changes_nothing([Range(0, 29)] int seed)
    {
        CircuitProgram program = RandomPrograms.Dynamic(400_000 + seed, 4);
        int[] map = [.. Enumerable.Range(0, program.QubitCount)];
        new System.Random(seed).Shuffle(map);
        AssertSame(Exact(program, SimulationPrecision.Double), Exact(With(program, static _ => { }, map), SimulationPrecision.Double));
    }

    [Test]
    public void A_gate_and_its_inverse_change_nothing([Range(0, 29)] int seed)
    {
        // Inverses between a circuit and its measurements: the state passes through an entangled one and back.
        var random = new System.Random(seed);
        double angle = random.NextDouble();
        CircuitProgram program = RandomPrograms.Dynamic(500_000 + seed, 4);
        if (program.QubitCount < 2)
            Assert.Pass();
        CircuitProgram longer = With(program, builder =>
        {
            builder.Gate("crx", angle, 0, 1);
            builder.Gate("crx", -angle, 0, 1);
            builder.Measure(1, 1);
        });
        AssertSame(Exact(With(program, static builder => builder.Measure(1, 1)), SimulationPrecision.Double), Exact(longer, SimulationPrecision.Double));
    }

    [Test]
    public void Counts_are_those_of_the_shots()
    {
        ParameterSetResult set = Simulator.Run(Neuron(5, deferred: false), new SimulationRequest { Shots = 3000, Seed = 9 }).Sets[0];
        Assert.That(set.Counts(), Is.EqualTo(set.Records.Counts()));
        Assert.That(set.Counts().Values.Sum(), Is.EqualTo(3000));
    }

    private static ExactDistribution Exact(CircuitProgram program, SimulationPrecision precision) =>
        Simulator.Run(program, new SimulationRequest { Method = SimulationMethod.Exact, Precision = precision }).Sets[0].Exact!;

    private static void AssertSame(ExactDistribution left, ExactDistribution right)
    {
        SortedDictionary<string, double> expected = left.ToDictionary();
        SortedDictionary<string, double> found = right.ToDictionary();
        foreach (string record in expected.Keys.Union(found.Keys))
            Assert.That(found.GetValueOrDefault(record), Is.EqualTo(expected.GetValueOrDefault(record)).Within(1e-10), record);
        Assert.That(found.Values.Sum(), Is.EqualTo(1).Within(1e-10));
    }

    // The program on other qubits, with more at its end.
    private static CircuitProgram With(CircuitProgram program, Action<CircuitBuilder> append, int[]? map = null)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", program.QubitCount);
        foreach (BitRegister register in program.BitRegisters)
            builder.Bits(register.Name, register.Size);
        map ??= [.. Enumerable.Range(0, program.QubitCount)];
        Copy(program.Body, builder, map);
        append(builder);
        return builder.Build();
    }

    private static void Copy(Block block, CircuitBuilder builder, int[] map)
    {
        foreach (Operation operation in block.Operations)
        {
            switch (operation)
            {
                case GateOperation gate:
                    builder.Add(gate with { Qubits = gate.Qubits.Select(q => (QubitOperand)map[q.Index]).ToEquatableArray() });
                    break;
                case MeasureOperation measure:
                    builder.Add(measure with { Qubit = map[measure.Qubit.Index] });
                    break;
                case ResetOperation reset:
                    builder.Add(reset with { Qubit = map[reset.Qubit.Index] });
                    break;
                case IfOperation branch:
                    Action? otherwise = branch.Else is null ? null : () => Copy(branch.Else, builder, map);
                    builder.If(branch.Condition, () => Copy(branch.Then, builder, map), otherwise);
                    break;
                default:
                    throw new ArgumentException(operation.GetType().Name);
            }
        }
    }

    private static CircuitProgram Neuron(int steps, bool deferred)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", deferred ? steps + 1 : 2);
        builder.Bits("s", steps);
        for (int t = 0; t < steps; t++)
        {
            int io = deferred ? t + 1 : 1;
            builder.Gate("rx", 0.4 * (t + 1), io);
            builder.Gate("crx", 0.7, 0, io);
            builder.Gate("rx", 0.4, 0);
            builder.Gate("rx", 1.1, io);
            if (deferred)
                continue;
            builder.Measure(io, t);
            builder.Reset(io);
        }

        for (int t = 0; t < steps && deferred; t++)
            builder.Measure(t + 1, t);
        return builder.Build();
    }
}
