using System.Collections.Immutable;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Runtime.Execution.Wiring;

namespace Sqs.Runtime.Execution;

/// <summary>
/// A graph prepared for the host: every trainable number has a place in one flat vector, synapses are indexed by source, and populations
/// have an order in which a step can be run. Immutable; the numbers themselves live outside.
/// </summary>
public sealed class NetworkLayout
{
    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">A valid graph: names resolve, shapes fit, cycles without delay are absent.</param>
    public NetworkLayout(NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (InputNode input in graph.Inputs)
            nodes.Add(input.Name, nodes.Count);
        foreach (Population population in graph.Populations)
            nodes.Add(population.Name, nodes.Count);

        var segments = ImmutableArray.CreateBuilder<ParameterSegment>();
        int offset = 0;
        int Take(ParameterKind kind, string owner, int population, int length)
        {
            segments.Add(new ParameterSegment(kind, owner, population, offset, length));
            offset += length;
            return offset - length;
        }

        Populations = new PopulationLayout[graph.Populations.Count];
        for (int i = 0; i < Populations.Length; i++)
        {
            Population population = graph.Populations[i];
            int start = offset;
            var incoming = new List<(SynapseWiring, int, int)>();
            foreach (Synapse synapse in graph.Synapses.Where(s => s.To == population.Name))
            {
                int weights = Take(ParameterKind.Weight, synapse.Name, i, synapse.Weights.Count);
                int bias = synapse.Bias.IsEmpty ? -1 : Take(ParameterKind.Bias, synapse.Name, i, synapse.Bias.Count);
                incoming.Add((Wire(synapse, nodes[synapse.From], population), weights, bias));
            }

            int angles = Take(ParameterKind.Angle, population.Name, i, population.Parameters.Count);
            Populations[i] = new PopulationLayout(i, population, [.. incoming], start, angles, offset - start);
        }

        ParameterCount = offset;
        Segments = new EquatableArray<ParameterSegment>(segments.ToImmutable());
        Outputs = [.. graph.Outputs.Select(name => nodes[name] - graph.Inputs.Count)];
        Order = StepOrder();
    }

    /// <summary>The graph.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>The pieces of the parameter vector.</summary>
    public EquatableArray<ParameterSegment> Segments { get; }

    /// <summary>Length of the parameter vector.</summary>
    public int ParameterCount { get; }

    /// <summary>Indices of the output populations.</summary>
    public EquatableArray<int> Outputs { get; }

    /// <summary>Number of output neurons over all output populations.</summary>
    public int OutputSize => Outputs.Sum(o => Populations[o].Size);

    /// <summary>Bits of all inputs a step.</summary>
    public int InputBits => Graph.Inputs.Sum(i => i.Size * i.Channels);

    /// <summary>The populations.</summary>
    internal PopulationLayout[] Populations { get; }

    /// <summary>Indices of the populations in an order in which one step can run.</summary>
    internal int[] Order { get; }

    /// <summary>Index of the population whose qubits another goes on with.</summary>
    /// <param name="population">The one that goes on.</param>
    /// <returns>The index, or null where it has its own.</returns>
    internal int? Continued(PopulationLayout population) =>
        population.Population.Continues is { } name ? Array.FindIndex(Populations, p => p.Population.Name == name) : null;

    /// <summary>The parameter vector of a graph with this layout's shapes.</summary>
    /// <param name="graph">The graph; this layout's own by default.</param>
    /// <returns>A new vector.</returns>
    public double[] Read(NetworkGraph? graph = null)
    {
        graph ??= Graph;
        double[] values = new double[ParameterCount];
        foreach (PopulationLayout layout in Populations)
        {
            foreach ((SynapseWiring wiring, int weights, int bias) in layout.Incoming)
            {
                Synapse synapse = graph.Synapses.First(s => s.Name == wiring.Synapse.Name);
                wiring.Import(synapse.Weights.AsSpan(), values.AsSpan(weights, wiring.WeightCount));
                for (int i = 0; i < synapse.Bias.Count && bias >= 0; i++)
                    values[bias + ((i % layout.Size * layout.Channels) + (i / layout.Size))] = synapse.Bias[i];
            }

            graph.Populations[layout.Index].Parameters.AsSpan().CopyTo(values.AsSpan(layout.AngleOffset));
        }

        return values;
    }

    /// <summary>The graph with other numbers.</summary>
    /// <param name="values">A parameter vector.</param>
    /// <returns>A new graph.</returns>
    public NetworkGraph Write(ReadOnlySpan<double> values)
    {
        var synapses = new Dictionary<string, Synapse>(StringComparer.Ordinal);
        var populations = ImmutableArray.CreateBuilder<Population>(Populations.Length);
        foreach (PopulationLayout layout in Populations)
        {
            foreach ((SynapseWiring wiring, int weights, int bias) in layout.Incoming)
            {
                double[] exported = new double[wiring.WeightCount];
                wiring.Export(values.Slice(weights, exported.Length), exported);
                double[] biases = new double[wiring.Synapse.Bias.Count];
                for (int i = 0; i < biases.Length; i++)
                    biases[i] = values[bias + ((i % layout.Size * layout.Channels) + (i / layout.Size))];
                synapses.Add(wiring.Synapse.Name, wiring.Synapse with { Weights = [.. exported], Bias = [.. biases] });
            }

            populations.Add(layout.Population with { Parameters = [.. values.Slice(layout.AngleOffset, layout.Population.Parameters.Count)] });
        }

        return Graph with
        {
            Populations = new EquatableArray<Population>(populations.MoveToImmutable()),
            Synapses = [.. Graph.Synapses.Select(s => synapses[s.Name])],
        };
    }

    private SynapseWiring Wire(Synapse synapse, int source, Population target)
    {
        bool isInput = source < Graph.Inputs.Count;
        InputNode? input = isInput ? Graph.Inputs[source] : null;
        Population? population = isInput ? null : Graph.Populations[source - Graph.Inputs.Count];
        var from = new WiringSource(source, input?.Size ?? population!.Size, input?.Channels ?? population!.Neuron.Channels, population?.Neuron.IsSigned ?? false);
        return synapse.Kind == ConnectionKind.Dense
            ? new DenseWiring(synapse, from, target.Size, target.Neuron.Channels)
            : new SparseWiring(synapse, from, target.Size, target.Neuron.Channels);
    }

    // Populations whose undelayed sources have all run come next; document order decides among them.
    private int[] StepOrder()
    {
        var order = new List<int>(Populations.Length);
        var done = new bool[Populations.Length];
        while (order.Count < Populations.Length)
        {
            int next = Array.FindIndex(Populations, p => !done[p.Index] && p.Incoming.All(i =>
                i.Wiring.Synapse.Delay > 0 || i.Wiring.Source < Graph.Inputs.Count || done[i.Wiring.Source - Graph.Inputs.Count]));
            if (next < 0)
                throw new ArgumentException($"The graph '{Graph.Name}' has a cycle without delay.");
            done[next] = true;
            order.Add(next);
        }

        return [.. order];
    }
}
