using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Analysis;

/// <summary>Counts of a network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Steps">Time steps.</param>
/// <param name="InputLines">Number of input lines.</param>
/// <param name="Neurons">Number of neurons.</param>
/// <param name="Weights">Number of weights.</param>
/// <param name="Biases">Number of biases.</param>
/// <param name="Angles">Number of angles of all neurons.</param>
/// <param name="Qubits">Qubits when all neurons stand side by side.</param>
/// <param name="WidestLayer">Qubits of the widest layer; those of the whole graph when it has a cycle.</param>
/// <param name="Layers">Number of layers; 0 when the graph has a cycle.</param>
/// <param name="Cycle">Names along a cycle, the first one repeated at the end; empty for an acyclic graph.</param>
/// <param name="Populations">The populations in document order.</param>
public sealed record GraphSummary(
    string Name,
    int Steps,
    int InputLines,
    int Neurons,
    long Weights,
    long Biases,
    long Angles,
    int Qubits,
    int WidestLayer,
    int Layers,
    EquatableArray<string> Cycle,
    EquatableArray<PopulationSummary> Populations)
{
    /// <summary>Number of numbers that training can change.</summary>
    public long Parameters => Weights + Biases + Angles;

    /// <summary>Summarises a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The counts.</returns>
    public static GraphSummary Of(NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        EquatableArray<string> cycle = LayerOrder.Find(graph, out EquatableArray<EquatableArray<string>> layers);
        PopulationSummary[] populations = [.. graph.Populations.Select(p => Of(p, graph, layers))];
        int qubits = populations.Sum(p => p.Qubits);
        return new GraphSummary(
            graph.Name,
            graph.Steps,
            graph.Inputs.Sum(i => i.Size),
            populations.Sum(p => p.Size),
            graph.Synapses.Sum(s => (long)s.Weights.Count),
            graph.Synapses.Sum(s => (long)s.Bias.Count),
            populations.Sum(p => (long)p.Angles),
            qubits,
            cycle.IsEmpty ? populations.GroupBy(p => p.Layer).Select(g => g.Sum(p => p.Qubits)).DefaultIfEmpty(0).Max() : qubits,
            layers.Count,
            cycle,
            [.. populations]);
    }

    private static PopulationSummary Of(Population population, NetworkGraph graph, EquatableArray<EquatableArray<string>> layers)
    {
        int[] fanIn = new int[population.Size];
        foreach (Synapse synapse in graph.Synapses.Where(s => s.To == population.Name))
        {
            for (int neuron = 0; neuron < fanIn.Length && synapse.Kind != ConnectionKind.Sparse; neuron++)
                fanIn[neuron] += synapse.Kind == ConnectionKind.OneToOne ? 1 : SizeOf(graph, synapse.From);
            foreach (int target in synapse.Targets)
                fanIn[target]++;
        }

        int layer = -1;
        for (int i = 0; i < layers.Count; i++)
            layer = layers[i].Contains(population.Name) ? i : layer;
        return new PopulationSummary(
            population.Name,
            population.Neuron.Family,
            population.Size,
            population.Neuron.Channels,
            population.Neuron.MemoryQubits,
            population.Parameters.Count,
            fanIn.DefaultIfEmpty(0).Max(),
            layer)
        {
            Qubits = population.Size * population.Neuron.QubitCount,
        };
    }

    private static int SizeOf(NetworkGraph graph, string name) =>
        graph.FindPopulation(name)?.Size ?? graph.Inputs.First(i => i.Name == name).Size;
}
