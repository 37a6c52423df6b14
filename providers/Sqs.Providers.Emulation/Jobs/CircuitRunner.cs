using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Providers.Results;
using Sqs.Simulation;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Random;
using Sqs.Simulation.Results;

namespace Sqs.Providers.Emulation.Jobs;

/// <summary>Runs the circuits of emulated jobs on the native engine; the same job gives the same shots, also after a restart.</summary>
internal static class CircuitRunner
{
    public static ShotRecords Shots(CircuitProgram program, double[] inputs, int shots, ulong seed, EmulatedJob job, int circuit, Target? noisy)
    {
        NoiseModel? noise = noisy is null ? null : NoiseModel.FromTarget(noisy, program.QubitCount);
        return Simulator.Run(program, Request(inputs, shots, Seed(seed, job, circuit)) with { Noise = noise }).Sets[0].Records;
    }

    public static ExactDistribution Exact(CircuitProgram program, ulong seed, EmulatedJob job, int circuit) =>
        Simulator.Run(program, Request([], 1, Seed(seed, job, circuit)) with { Method = SimulationMethod.Exact }).Sets[0].Exact!;

    private static SimulationRequest Request(double[] inputs, int shots, ulong seed) => new()
    {
        Shots = shots,
        Seed = seed,
        Parameters = inputs.Length == 0 ? ParameterSets.None : ParameterSets.Single(inputs),
    };

    private static ulong Seed(ulong seed, EmulatedJob job, int circuit) =>
        CounterRandom.Combine(CounterRandom.Combine(seed, (ulong)job.Number), (ulong)circuit);
}
