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
    /// <summary>Runs the circuits of a job. Neighbours that are one program with other inputs run together.</summary>
    public static ShotRecords[] Shots(IReadOnlyList<Circuit> circuits, ulong seed, EmulatedJob job, Target? noisy)
    {
        var records = new ShotRecords[circuits.Count];
        for (int first = 0, next; first < circuits.Count; first = next)
        {
            Circuit circuit = circuits[first];
            for (next = first + 1; next < circuits.Count && ReferenceEquals(circuits[next].Program, circuit.Program) && circuits[next].Shots == circuit.Shots;)
                next++;
            double[] values = [.. circuits.Skip(first).Take(next - first).SelectMany(c => c.Inputs)];
            var request = new SimulationRequest
            {
                Shots = circuit.Shots,
                Seed = Seed(seed, job, first),
                Parameters = new ParameterSets(next - first, circuit.Inputs.Length, values),
                Noise = noisy is null ? null : NoiseModel.FromTarget(noisy, circuit.Program.QubitCount),
            };
            SimulationResult result = Simulator.Run(circuit.Program, request);
            for (int i = first; i < next; i++)
                records[i] = result.Sets[i - first].Records;
        }

        return records;
    }

    public static ExactDistribution Exact(CircuitProgram program, ulong seed, EmulatedJob job, int circuit) =>
        Simulator.Run(program, new SimulationRequest { Seed = Seed(seed, job, circuit), Method = SimulationMethod.Exact }).Sets[0].Exact!;

    private static ulong Seed(ulong seed, EmulatedJob job, int circuit) =>
        CounterRandom.Combine(CounterRandom.Combine(seed, (ulong)job.Number), (ulong)circuit);
}
