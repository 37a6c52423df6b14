using Sqs.Compiler.Ir;
using Sqs.Providers.Results;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Results;
using Sqs.Simulation.States;
using Sqs.Simulation.Tests.Reference;

namespace Sqs.Simulation.Tests.Noise;

/// <summary>Gates and channels multiplied together mean what they mean one by one.</summary>
public sealed class NoiseFusionTests
{
    [Test]
    public void Fused_noise_equals_noise_channel_by_channel([Range(0, 49)] int seed)
    {
        CircuitProgram program = RandomPrograms.Dynamic(800_000 + seed, 4, loops: seed % 2 == 0);
        LoweredProgram lowered = ProgramLowering.Lower(program, RandomNoise.Model(seed, program.QubitCount));
        SortedDictionary<string, double> expected = Distribution(program, new BoundProgram(lowered, [], isMixed: false));
        SortedDictionary<string, double> found = Distribution(program, new BoundProgram(lowered, [], isMixed: true));
        foreach (string record in expected.Keys.Union(found.Keys))
            Assert.That(found.GetValueOrDefault(record), Is.EqualTo(expected.GetValueOrDefault(record)).Within(1e-12), record);
    }

    [Test]
    public void A_noisy_layer_is_one_map_a_pair_of_qubits()
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 2);
        builder.Bits("c", 1);
        builder.Gate("ry", 0.3, 0);
        builder.Gate("cx", 0, 1);
        builder.Gate("rz", 0.2, 1);
        builder.Measure(0, 0);
        builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("x", 1));
        CircuitProgram program = builder.Build();
        NoiseModel noise = new()
        {
            Name = "all",
            DefaultQubit = new QubitNoise { T1 = 1e-4, T2 = 1e-4 },
            OneQubit = new GateNoise(0.01, 1e-7),
            TwoQubit = new GateNoise(0.02, 2e-7),
        };
        LoweredProgram lowered = ProgramLowering.Lower(program, noise);
        Instruction[] fused = new BoundProgram(lowered, [], isMixed: true).Instructions;
        Assert.That(lowered.Instructions.OfType<ChannelInstruction>().Count(), Is.GreaterThan(8));
        Assert.That(fused[0], Is.InstanceOf<SuperoperatorInstruction>());
        Assert.That(((SuperoperatorInstruction)fused[0]).GateCount, Is.EqualTo(3), "all that stands before the measurement");
        Assert.That(((JumpInstruction)fused[1]).Target, Is.EqualTo(Array.FindIndex(lowered.Instructions, static i => i is MisreadInstruction)));
    }

    private static SortedDictionary<string, double> Distribution(CircuitProgram program, BoundProgram bound)
    {
        var layout = new RecordLayout(program);
        var budget = new MemoryBudget(0);
        using var pool = new AmplitudePool<double>(budget, 1, CancellationToken.None);
        var sink = new ExactSink(layout, budget);
        new BranchRunner(bound, new ExecutionOptions(0, true, false, 1000, 1), new RunCounters())
            .Run(new MixedState<double>(program.QubitCount, pool), 0, 0, sink, new SetProgress(new ProgressMeter(null, 1, 1)), CancellationToken.None);
        ExactDistribution exact = sink.ToDistribution();
        var distribution = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < exact.Count; i++)
            distribution[ShotRecords.Print(exact.Registers, exact.Record(i))] = exact.Probabilities[i];
        return distribution;
    }
}
