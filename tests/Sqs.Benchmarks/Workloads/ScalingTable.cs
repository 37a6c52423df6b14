using System.Globalization;
using Sqs.Compiler.Ir;
using Sqs.Simulation;

namespace Sqs.Benchmarks.Workloads;

/// <summary>Measures how the cost of the native engine grows, beside the law that is expected: processor time of warm runs on one thread unless said.</summary>
internal static class ScalingTable
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(700);
    private const int WarmRuns = 400;
    private const int Runs = 11;

    /// <summary>Prints one row a series.</summary>
    /// <returns>0.</returns>
    public static int Run()
    {
        Console.WriteLine("| grows with | values | processor ms | expected |");
        Console.WriteLine("|---|---|---|---|");
        Row("shots, 1+1 neuron, T = 10, counts", [100, 1_000, 10_000, 100_000, 1_000_000], "flat once all records have occurred", shots => Sample(NeuronCircuits.Chains(1, 10), shots));
        Row("steps, 1+1 neuron, 1k shots", [5, 10, 20, 40], "linear in steps times live records", steps => Sample(NeuronCircuits.Chains(1, steps), 1_000));
        Row("neurons, T = 5, 1k shots", [1, 2, 4, 8, 16], "linear", neurons => Sample(NeuronCircuits.Chains(neurons, 5), 1_000));
        Row("memory qubits, 1 input-output qubit, 2 layers, T = 10, 1k shots", [1, 2, 3, 4, 5], "4^M a step and record", memory => Sample(NeuronCircuits.Ring(1, memory, 2, 10), 1_000));
        Row("width, random depth 10, single precision", [14, 16, 18, 20, 22], "2^n", qubits => Sample(NeuronCircuits.RandomLayers(qubits, 10), 100, SimulationPrecision.Single));
        Row("width, random depth 10, double precision", [14, 16, 18, 20, 22], "2^n", qubits => Sample(NeuronCircuits.RandomLayers(qubits, 10), 100));
        Row("Fourier transform, single precision", [14, 16, 18, 20, 22], "n 2^n", qubits => Sample(NeuronCircuits.Fourier(qubits), 100, SimulationPrecision.Single));
        Row("threads, random depth 10, 22 qubits, single precision: total", [1, 2], "flat", threads => Sample(NeuronCircuits.RandomLayers(22, 10), 100, SimulationPrecision.Single, threads));
        return 0;
    }

    private static void Row(string name, int[] values, string expected, Func<int, Action> prepare)
    {
        var times = new List<double>();
        foreach (int value in values)
        {
            Action run = prepare(value);
            TimeSpan start = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < WarmRuns && Environment.CpuUsage.TotalTime - start < WarmUp; i++)
                run();
            double[] measured = new double[Runs];
            for (int i = 0; i < Runs; i++)
            {
                TimeSpan before = Environment.CpuUsage.TotalTime;
                run();
                measured[i] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
            }

            Array.Sort(measured);
            times.Add(measured[Runs / 2]);
        }

        string figures = string.Join(" / ", times.Select(static t => t.ToString("0.##", CultureInfo.InvariantCulture)));
        Console.WriteLine($"| {name} | {string.Join(" / ", values)} | {figures} | {expected} |");
    }

    private static Action Sample(CircuitProgram circuit, int shots, SimulationPrecision precision = SimulationPrecision.Double, int threads = 1)
    {
        var request = new SimulationRequest { Shots = shots, Seed = 1, Threads = threads, Precision = precision };
        return () => Simulator.Run(circuit, request).Sets[0].Counts();
    }
}
