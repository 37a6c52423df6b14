using System.Diagnostics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;
using Sqs.Compiler.Passes.Routing;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Runtime.Models;

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
        Console.WriteLine("| network, target ibm-heron | 2q gates | unrouted | depth | unrouted | swaps | at least | qubits | conditionals | ms | processor ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (int size in new[] { 1, 2, 3, 4 })
        {
            Measure($"one chain neuron {size}+{size}, T = 5", Layer(1, 5, new SqsNeuron(size, size, new ChainAnsatz())), NetworkPlanKind.Layered);
            Measure($"one ring neuron {size}+{size}, 2 layers, T = 5", Layer(1, 5, new SqsNeuron(size, size, new RingAnsatz(2))), NetworkPlanKind.Layered);
        }

        foreach (int neurons in new[] { 12, 36, 60 })
            Measure($"{neurons} chain neurons 1+1, T = 5", Layer(neurons, 5, new SqsNeuron(1, 1, new ChainAnsatz())), NetworkPlanKind.Layered);
        Measure("12 chain neurons 2+2, T = 5", Layer(12, 5, new SqsNeuron(2, 2, new ChainAnsatz())), NetworkPlanKind.Layered);
        Measure("12 ring neurons 2+2, 1 layer, T = 1", Layer(12, 1, new SqsNeuron(2, 2, new RingAnsatz(1))), NetworkPlanKind.Layered);
        Measure("12 ring neurons 2+2, 1 layer, T = 5", Layer(12, 5, new SqsNeuron(2, 2, new RingAnsatz(1))), NetworkPlanKind.Layered);
        Measure("fused 256-2-2 with skip, T = 10", Fused(10, 256, recurrent: false), NetworkPlanKind.Fused);
        Measure("fused recurrent 8-2-2 with skip, T = 10", Fused(10, 8, recurrent: true), NetworkPlanKind.Fused);
        Measure("fused recurrent 2-3-2, delay 2, T = 8", Recall(), NetworkPlanKind.Fused);
        Measure("fused USPS, the template usps-1v7", Template("usps-1v7"), NetworkPlanKind.Fused);
        Measure("fused delayed recall, the template delayed-recall", Template("delayed-recall"), NetworkPlanKind.Fused);
        foreach (int steps in new[] { 5, 10, 20, 40, 80 })
            Measure($"60 chain neurons 1+1, T = {steps}", Layer(60, steps, new SqsNeuron(1, 1, new ChainAnsatz())), NetworkPlanKind.Layered);
        return 0;
    }

    private static void Measure(string name, NetworkGraph graph, NetworkPlanKind plan)
    {
        Target target = TargetProfiles.IbmHeron;
        Target free = target with { Coupling = null };
        double best = double.PositiveInfinity;
        double processor = 0;
        CompiledNetwork? network = null;
        for (int i = 0; i < Repetitions; i++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            (network, DiagnosticBag diagnostics) = TargetCompiler.Compile(graph, target, new CompileOptions { Plan = plan });
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            double used = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds;
            if (network is null)
            {
                Console.WriteLine($"| {name} | {diagnostics.First(d => d.IsError)} |");
                return;
            }

            if (elapsed < best)
                (best, processor) = (elapsed, used);
        }

        CompiledProgram placed = network!.Programs[0];
        CompiledProgram unrouted = TargetCompiler.Compile(graph, free, new CompileOptions { Plan = plan }).Network!.Programs[0];
        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {placed.Resources.TwoQubitGates} | {unrouted.Resources.TwoQubitGates} | {placed.Resources.Depth} | {unrouted.Resources.Depth} | {placed.Placement!.Swaps} | {SwapBound.Of(unrouted.Program, target.Coupling!)} | {placed.Resources.Qubits} | {placed.Resources.Branches} | {best:0.0} | {processor:0} |"));
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

    private static NetworkGraph Template(string name)
    {
        using var reader = new StreamReader(typeof(CompileFigures).Assembly.GetManifestResourceStream(name)!);
        var diagnostics = new DiagnosticBag();
        return GraphFile.Parse(reader.ReadToEnd(), name, diagnostics) ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
    }

    private static NetworkGraph Recall()
    {
        var model = new SqsNeuron(1, 1, new ChainAnsatz());
        return new NetworkGraph
        {
            Name = "recall",
            Steps = 8,
            Inputs = [new InputNode("x", 2)],
            Populations = [Neurons("hidden", 3, model), Neurons("out", 2, model)],
            Synapses =
            [
                Dense("x", "hidden", 2, 3, 1), Dense("hidden", "out", 3, 2, 1),
                Dense("hidden", "hidden", 3, 3, 1) with { Name = "loop", Delay = 2, Weights = [.. Enumerable.Repeat(0.2, 9)] },
            ],
            Outputs = ["out"],
        };
    }

    private static NetworkGraph Fused(int steps, int inputs, bool recurrent)
    {
        var model = new SqsNeuron(1, 1, new ChainAnsatz());
        var synapses = new List<Synapse> { Dense("x", "hidden", inputs, 2, 1), Dense("hidden", "out", 2, 2, 1), Dense("x", "out", inputs, 2, 1) };
        if (recurrent)
            synapses.Add(Dense("hidden", "hidden", 2, 2, 1) with { Name = "loop", Delay = 1 });
        return new NetworkGraph
        {
            Name = "fused",
            Steps = steps,
            Inputs = [new InputNode("x", inputs)],
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
