using Sqs.Simulation.Noise;

namespace Sqs.Simulation.Tests.Reference;

/// <summary>Draws noise models with every kind of noise, strong enough to show in a distribution.</summary>
internal static class RandomNoise
{
    /// <summary>A model.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="qubits">Number of qubits with figures of their own; the last has none of its own.</param>
    /// <returns>The model.</returns>
    public static NoiseModel Model(int seed, int qubits)
    {
        var random = new System.Random(~seed);
        return new NoiseModel
        {
            Name = "random",
            DefaultQubit = Qubit(random),
            Qubits = [.. Enumerable.Range(0, Math.Max(0, qubits - 1)).Select(_ => Qubit(random))],
            OneQubit = new GateNoise(0.05 * random.NextDouble(), 2e-6 * random.NextDouble()),
            TwoQubit = new GateNoise(0.1 * random.NextDouble(), 3e-6 * random.NextDouble()),
            Gates =
            [
                new GateNoise(0, 0) { Gate = "rz" },
                new GateNoise(0.2 * random.NextDouble(), 1e-6) { Gate = "cx", Qubits = [0, 1] },
            ],
        };
    }

    private static QubitNoise Qubit(System.Random random)
    {
        double t1 = (10 + (50 * random.NextDouble())) * 1e-6;
        return new QubitNoise
        {
            T1 = t1,
            T2 = t1 * (0.2 + (1.8 * random.NextDouble())),
            ReadoutErrorOfZero = 0.1 * random.NextDouble(),
            ReadoutErrorOfOne = 0.2 * random.NextDouble(),
            ReadoutTime = 5e-6 * random.NextDouble(),
            ResetError = 0.1 * random.NextDouble(),
            ResetTime = 2e-6 * random.NextDouble(),
        };
    }
}
