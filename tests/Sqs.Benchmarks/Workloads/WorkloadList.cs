using System.Globalization;
using Sqs.Compiler.Ir;
using Sqs.Simulation;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Results;

namespace Sqs.Benchmarks.Workloads;

/// <summary>The workloads W1 to W8.</summary>
internal static class WorkloadList
{
    /// <summary>Every workload, in order.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        Counts("W1", "1+1 qubit neuron, T = 10, 1k shots, counts", () => NeuronCircuits.Chains(1, 10), 1_000),
        Counts("W1", "1+1 qubit neuron, T = 10, 10k shots, counts", () => NeuronCircuits.Chains(1, 10), 10_000),
        Counts("W1", "1+1 qubit neuron, T = 10, 100k shots, counts", () => NeuronCircuits.Chains(1, 10), 100_000),
        Shots("W1", "1+1 qubit neuron, T = 10, 100k shots, every shot", () => NeuronCircuits.Chains(1, 10), 100_000),
        Shots("W2", "12 neurons, 24 qubits, T = 5, 100 shots", () => NeuronCircuits.Chains(12, 5), 100),
        Shots("W2", "12 neurons, 24 qubits, T = 5, 100k shots", () => NeuronCircuits.Chains(12, 5), 100_000),
        Shots("W3", "4+4 qubit neuron, 2 layers, T = 10, 1k shots", () => NeuronCircuits.Ring(4, 4, 2, 10), 1_000),
        Shots("W4", "random depth 20, 20 qubits, double", () => NeuronCircuits.RandomLayers(20, 20), 1_000),
        Shots("W4", "random depth 20, 22 qubits, double", () => NeuronCircuits.RandomLayers(22, 20), 1_000),
        Shots("W4", "random depth 20, 24 qubits, double", () => NeuronCircuits.RandomLayers(24, 20), 1_000),
        Shots("W4", "QFT 20, double", () => NeuronCircuits.Fourier(20), 1_000),
        Shots("W4", "random depth 20, 20 qubits, single", () => NeuronCircuits.RandomLayers(20, 20), 1_000, SimulationPrecision.Single),
        Shots("W4", "random depth 20, 22 qubits, single", () => NeuronCircuits.RandomLayers(22, 20), 1_000, SimulationPrecision.Single),
        Shots("W4", "random depth 20, 24 qubits, single", () => NeuronCircuits.RandomLayers(24, 20), 1_000, SimulationPrecision.Single),
        Shots("W4", "QFT 20, single", () => NeuronCircuits.Fourier(20), 1_000, SimulationPrecision.Single),
        .. TrainingWorkloads.All,
        Shots("W7", "29-qubit deferred program, T = 28, 1k shots", () => NeuronCircuits.Deferred(28), 1_000),
        Noisy("W8", "noisy W1, 10k shots, trajectories", SimulationMethod.Trajectory, 10_000),
        Noisy("W8", "noisy W1, 10k shots, density", SimulationMethod.Density, 10_000),
        Noisy("W8", "noisy W1, exact distribution", SimulationMethod.Exact, 0),
    ];

    private static Workload Counts(string id, string name, Func<CircuitProgram> program, int shots) => new(id, name, () =>
    {
        CircuitProgram circuit = program();
        return threads =>
        {
            SimulationResult result = Simulator.Run(circuit, new SimulationRequest { Shots = shots, Seed = 1, Threads = threads });
            return string.Create(CultureInfo.InvariantCulture, $"{result.Sets[0].Counts().Count} records");
        };
    });

    private static Workload Shots(string id, string name, Func<CircuitProgram> program, int shots, SimulationPrecision precision = SimulationPrecision.Double) =>
        new(id, name, () =>
        {
            CircuitProgram circuit = program();
            return threads =>
            {
                var request = new SimulationRequest { Shots = shots, Seed = 1, Threads = threads, Precision = precision };
                SimulationResult result = Simulator.Run(circuit, request);
                int written = result.Sets[0].Records.Shots;
                return string.Create(CultureInfo.InvariantCulture, $"{written} shots, width {result.Statistics.MaximumWidth}");
            };
        });

    private static Workload Noisy(string id, string name, SimulationMethod method, int shots) => new(id, name, () =>
    {
        CircuitProgram circuit = NeuronCircuits.Chains(1, 10);
        var qubit = new QubitNoise { T1 = 150e-6, T2 = 120e-6, ReadoutErrorOfZero = 0.01, ReadoutErrorOfOne = 0.02, ReadoutTime = 1e-6, ResetError = 0.005, ResetTime = 1e-6 };
        var noise = new NoiseModel { Name = "workload", DefaultQubit = qubit, OneQubit = new GateNoise(3e-4, 30e-9), TwoQubit = new GateNoise(3e-3, 80e-9) };
        return threads =>
        {
            var request = new SimulationRequest { Shots = shots, Seed = 1, Threads = threads, Method = method, Noise = noise };
            ParameterSetResult result = Simulator.Run(circuit, request).Sets[0];
            return string.Create(CultureInfo.InvariantCulture, $"{result.Exact?.Count ?? result.Counts().Count} records");
        };
    });
}
