using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Compiler.Tests;

/// <summary>Graphs small enough to check by hand.</summary>
internal static class SmallGraphs
{
    public static SqsNeuron Chain(int io = 1, int memory = 1) => new(io, memory, new ChainAnsatz());

    public static Population Neurons(string name, int size, NeuronModel? model = null)
    {
        model ??= Chain();
        return new Population(name, size, model, [.. Enumerable.Range(0, size * model.ParameterNames.Count).Select(i => (i + 1) / 8.0)]);
    }

    public static Synapse Dense(string from, string to, int sources, int targets, int channels = 1, int delay = 0) => new()
    {
        Name = $"{from}_{to}",
        From = from,
        To = to,
        Kind = ConnectionKind.Dense,
        Weights = [.. Enumerable.Range(0, channels * sources * targets).Select(i => (i % 5 / 4.0) - 0.5)],
        Delay = delay,
    };

    /// <summary>Two lines, three hidden neurons, one output neuron, skip from the lines to the output.</summary>
    public static NetworkGraph Skip(int steps = 2) => new()
    {
        Name = "skip",
        Steps = steps,
        Inputs = [new InputNode("x", 2)],
        Populations = [Neurons("hidden", 3), Neurons("out", 1)],
        Synapses = [Dense("x", "hidden", 2, 3), Dense("hidden", "out", 3, 1), Dense("x", "out", 2, 1)],
        Outputs = ["out"],
        Seed = 7,
    };
}
