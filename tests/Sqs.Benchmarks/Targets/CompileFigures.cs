using System.Diagnostics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Compiler.Targets.Resources;

namespace Sqs.Benchmarks.Targets;

/// <summary>
/// What compilation to ibm-heron costs and yields: time by pass, two-qubit gates and depth of placed programs beside the same programs with every pair
/// coupled, which is the lower bound that routing can reach.
/// </summary>
internal static class CompileFigures
{
    private const int Repetitions = 5;

    public static int Run()
    {
        Console.WriteLine($"{"network",-34} {"ms",8} {"2q",7} {"bound",7} {"depth",6} {"bound",6} {"swaps",6} {"qubits",7} {"if",5}  slowest passes");
        foreach (int steps in new[] { 5, 10, 20, 40, 80 })
            Measure($"60 chain neurons 1+1, T = {steps}", Layer(60, steps, new SqsNeuron(1, 1, new ChainAnsatz())), NetworkPlanKind.Layered);
        foreach (int size in new[] { 1, 2, 3, 4 })
            Measure($"12 chain neurons {size}+{size}, T = 5", Layer(12, 5, new SqsNeuron(size, size, new ChainAnsatz())), NetworkPlanKind.Layered);
        foreach (int size in new[] { 1, 2, 3 })
            Measure($"1 ring neuron {size}+{size}, T = 5", Layer(1, 5, new SqsNeuron(size, size, new RingAnsatz(2))), NetworkPlanKind.Layered);
        Measure("fused 2-2 with skip, T = 10", Fused(10, recurrent: false), NetworkPlanKind.Fused);
        Measure("fused recurrent 2-2, T = 10", Fused(10, recurrent: true), NetworkPlanKind.Fused);
        return 0;
    }

    private static void Measure(string name, NetworkGraph graph, NetworkPlanKind plan)
    {
        Target target = TargetProfiles.IbmHeron;
        Target free = target with { Coupling = null };
        double best = double.PositiveInfinity;
        var passes = new List<PassRecord>();
        CompiledNetwork? network = null;
        for (int i = 0; i < Repetitions; i++)
        {
            var seen = new List<PassRecord>();
            long start = Stopwatch.GetTimestamp();
            (network, DiagnosticBag diagnostics) = TargetCompiler.Compile(graph, target, new CompileOptions { Plan = plan, Observer = seen.Add });
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (network is null)
            {
                Console.WriteLine($"{name,-34} refused: {diagnostics.First(d => d.IsError)}");
                return;
            }

            if (elapsed < best)
                (best, passes) = (elapsed, seen);
        }

        ProgramResources placed = network!.Programs[0].Resources;
        ProgramResources bound = TargetCompiler.Compile(graph, free, new CompileOptions { Plan = plan }).Network!.Programs[0].Resources;
        string slowest = string.Join(", ", passes.OrderByDescending(p => p.Elapsed).Take(3).Select(p => $"{p.Name} {p.Elapsed.TotalMilliseconds:0.0}"));
        Console.WriteLine(
            $"{name,-34} {best,8:0.0} {placed.TwoQubitGates,7} {bound.TwoQubitGates,7} {placed.Depth,6} {bound.Depth,6} {network.Programs[0].Placement!.Swaps,6} {placed.Qubits,7} {placed.Branches,5}  {slowest}");
    }

    private static NetworkGraph Layer(int neurons, int steps, SqsNeuron model) => new()
    {
        Name = "layer",
        Steps = steps,
        Inputs = [new InputNode("x", 2, model.Channels)],
        Populations = [Neurons("n", neurons, model)],
        Synapses = [Dense("x", "n", 2, neurons, model.Channels)],
        Outputs = ["n"],
    };

    private static NetworkGraph Fused(int steps, bool recurrent)
    {
        var model = new SqsNeuron(1, 1, new ChainAnsatz());
        var synapses = new List<Synapse> { Dense("x", "hidden", 8, 2, 1), Dense("hidden", "out", 2, 2, 1), Dense("x", "out", 8, 2, 1) };
        if (recurrent)
            synapses.Add(Dense("hidden", "hidden", 2, 2, 1) with { Name = "loop", Delay = 1 });
        return new NetworkGraph
        {
            Name = "fused",
            Steps = steps,
            Inputs = [new InputNode("x", 8)],
            Populations = [Neurons("hidden", 2, model), Neurons("out", 2, model)],
            Synapses = [.. synapses],
            Outputs = ["out"],
        };
    }

    private static Population Neurons(string name, int size, SqsNeuron model) =>
        new(name, size, model, [.. Enumerable.Range(0, size * model.ParameterNames.Count).Select(i => 0.3 + (0.07 * i))]);

    private static Synapse Dense(string from, string to, int sources, int targets, int channels) => new()
    {
        Name = $"{from}_{to}",
        From = from,
        To = to,
        Kind = ConnectionKind.Dense,
        Weights = [.. Enumerable.Range(0, channels * sources * targets).Select(i => (i % 5 / 4.0) - 0.4)],
    };
}
