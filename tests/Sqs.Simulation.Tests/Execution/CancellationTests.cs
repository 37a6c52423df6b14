using Sqs.Compiler.Ir;
using Sqs.Simulation.Noise;

namespace Sqs.Simulation.Tests.Execution;

/// <summary>Runs that would take minutes end soon after they are cancelled, and say how far they are.</summary>
public sealed class CancellationTests
{
    // What a run may use before it is cancelled, so that it is at work, and behind, on each of its threads.
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(100);

    private static readonly NoiseModel Noise = new()
    {
        Name = "any",
        DefaultQubit = new QubitNoise { T1 = 1e-4, T2 = 1e-4, ReadoutErrorOfZero = 0.01, ReadoutTime = 1e-6 },
        OneQubit = new GateNoise(1e-3, 1e-8),
        TwoQubit = new GateNoise(1e-2, 1e-7),
    };

    [TestCase(SimulationMethod.Branching, false, false)]
    [TestCase(SimulationMethod.Branching, true, false)]
    [TestCase(SimulationMethod.Branching, true, true)]
    [TestCase(SimulationMethod.Trajectory, false, false)]
    [TestCase(SimulationMethod.Trajectory, true, true)]
    [TestCase(SimulationMethod.Density, false, true)]
    [TestCase(SimulationMethod.Density, true, true)]
    [TestCase(SimulationMethod.Exact, false, false)]
    [TestCase(SimulationMethod.Exact, true, true)]
    public void A_long_run_stops(SimulationMethod method, bool isDynamic, bool isNoisy) =>
        AssertStops(Neurons(isDynamic), new SimulationRequest { Method = method, Noise = isNoisy ? Noise : null, Shots = 20_000_000 });

    [Test]
    public void A_wide_state_stops([Values(SimulationMethod.StateVector, SimulationMethod.Branching)] SimulationMethod method, [Values(1, 2)] int threads)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 22);
        builder.Bits("c", 22);
        for (int layer = 0; layer < 20_000; layer++)
        {
            builder.Gate("ry", 0.3 + layer, layer % 22);
            builder.Gate("cz", layer % 22, (layer + 1) % 22);
        }

        for (int i = 0; i < 22; i++)
            builder.Measure(i, i);
        AssertStops(builder.Build(), new SimulationRequest { Method = method, Threads = threads });
    }

    [Test]
    public void Progress_comes_within_a_parameter_set_and_ends_at_all_shots()
    {
        var seen = new List<SimulationProgress>();
        Simulator.Run(Neurons(isDynamic: true, steps: 12), new SimulationRequest { Shots = 3000, Method = SimulationMethod.Trajectory, Threads = 1, Progress = new Collector(seen) });
        Assert.That(seen.Select(static p => p.ShotsDone), Is.Ordered.Ascending);
        Assert.That(seen[^1], Is.EqualTo(new SimulationProgress(1, 1, 3000, 3000)));
    }

    // Cancels a run that would take minutes of processor time in its midst and counts the processor time it still uses: a busy machine
    // makes a stop later, but not more work.
    private static void AssertStops(CircuitProgram program, SimulationRequest request)
    {
        using var cancellation = new CancellationTokenSource();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TimeSpan cancelled = TimeSpan.Zero;
        var canceller = new Thread(() =>
        {
            while (Environment.CpuUsage.TotalTime - start < Before)
                Thread.Sleep(1);
            cancelled = Environment.CpuUsage.TotalTime;
            cancellation.Cancel();
        });
        canceller.Start();
        Assert.That(() => Simulator.Run(program, request, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        TimeSpan left = Environment.CpuUsage.TotalTime - cancelled;
        canceller.Join();
        Assert.That(left, Is.LessThan(Behind * Math.Max(1, Math.Min(request.Threads == 0 ? int.MaxValue : request.Threads, Environment.ProcessorCount))));
    }

    // Two qubits measured and reset for many steps: more records than shots.
    private static CircuitProgram Neurons(bool isDynamic, int steps = 50)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", 3);
        builder.Bits("c", steps);
        for (int step = 0; step < steps; step++)
        {
            builder.Gate("rx", 0.4 + step, 1);
            builder.Gate("crx", 0.7, 0, 1);
            builder.Gate("crx", 0.9, 2, 1);
            builder.Gate("rx", 0.4, 0);
            builder.Gate("rx", 0.8, 2);
            builder.Measure(1, step);
            builder.Reset(1);
            if (isDynamic)
                builder.If(CircuitBuilder.BitIs(step, true), () => builder.Gate("rz", 0.2, 0));
        }

        return builder.Build();
    }

    private sealed class Collector(List<SimulationProgress> seen) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) => seen.Add(value);
    }
}
