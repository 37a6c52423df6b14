using System.Runtime.InteropServices;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Document;

/// <summary>
/// A graph as written in a <c>*.sqs.json</c> document, where numbers may still be initialisation rules. <see cref="Resolve"/> turns it into a
/// <see cref="NetworkGraph"/>.
/// </summary>
public sealed record GraphDocument
{
    /// <summary>Key under which <see cref="Resolve"/> records what it drew.</summary>
    public const string InitializedKey = "initialized";

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Number of time steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Seed of everything random about the network itself.</summary>
    public ulong Seed { get; init; }

    /// <summary>Sources of spikes from outside.</summary>
    public required EquatableArray<InputNode> Inputs { get; init; }

    /// <summary>Populations, in document order.</summary>
    public required EquatableArray<PopulationDocument> Populations { get; init; }

    /// <summary>Bundles of connections, in document order.</summary>
    public required EquatableArray<SynapseDocument> Synapses { get; init; }

    /// <summary>Names of the output populations.</summary>
    public required EquatableArray<string> Outputs { get; init; }

    /// <summary>How the document came about.</summary>
    public EquatableArray<KeyValuePair<string, string>> Provenance { get; init; }

    /// <summary>Whether some number is drawn at random when the graph is resolved.</summary>
    public bool NeedsSampler => Populations.SelectMany(p => p.Parameters)
        .Concat(Synapses.Select(s => s.Weights))
        .Concat(Synapses.Select(s => s.Bias).OfType<NumberSource>())
        .Any(IsRandom);

    /// <summary>
    /// Gives every number its value. What was drawn at random is recorded in the graph's provenance under <see cref="InitializedKey"/>.
    /// </summary>
    /// <param name="sampler">Draws initial values; may be null when <see cref="NeedsSampler"/> is false.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="InvalidOperationException">Something must be drawn and there is no sampler.</exception>
    public NetworkGraph Resolve(InitialValueSampler? sampler)
    {
        var drawn = new List<string>();
        Population[] populations = [.. Populations.Select(p => ResolvePopulation(p, sampler, drawn))];
        Synapse[] synapses = [.. Synapses.Select(s => s.Shape with
        {
            Weights = Values(s.Weights, s.WeightCount, $"{s.Shape.Name}.weights", sampler, drawn),
            Bias = s.Bias is null ? [] : Values(s.Bias, s.BiasCount, $"{s.Shape.Name}.bias", sampler, drawn),
        })];
        return new NetworkGraph
        {
            Name = Name,
            Steps = Steps,
            Seed = Seed,
            Inputs = Inputs,
            Populations = [.. populations],
            Synapses = [.. synapses],
            Outputs = Outputs,
            Provenance = drawn.Count == 0
                ? Provenance
                : [.. Provenance, new(InitializedKey, FormattableString.Invariant($"seed {Seed}: {string.Join("; ", drawn)}"))],
        };
    }

    /// <summary>The document of a graph, with every number literal.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The document.</returns>
    public static GraphDocument Of(NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new GraphDocument
        {
            Name = graph.Name,
            Steps = graph.Steps,
            Seed = graph.Seed,
            Inputs = graph.Inputs,
            Populations = [.. graph.Populations.Select(Of)],
            Synapses = [.. graph.Synapses.Select(s => new SynapseDocument(
                s with { Weights = [], Bias = [] },
                s.Weights.Count,
                new LiteralNumbers(s.Weights),
                s.Bias.Count,
                s.Bias.IsEmpty ? null : new LiteralNumbers(s.Bias)))],
            Outputs = graph.Outputs,
            Provenance = graph.Provenance,
        };
    }

    private static PopulationDocument Of(Population population)
    {
        int names = population.Neuron.ParameterNames.Count;
        return new PopulationDocument(
            population.Name,
            population.Size,
            population.Neuron,
            [
                .. Enumerable.Range(0, names).Select(name => new LiteralNumbers(
                    [.. Enumerable.Range(0, population.Size).Select(neuron => population.Parameters[(neuron * names) + name])])),
            ])
        { Continues = population.Continues };
    }

    private Population ResolvePopulation(PopulationDocument population, InitialValueSampler? sampler, List<string> drawn)
    {
        EquatableArray<string> names = population.Neuron.ParameterNames;
        double[] values = new double[population.Size * names.Count];
        for (int name = 0; name < names.Count; name++)
        {
            EquatableArray<double> column = Values(population.Parameters[name], population.Size, $"{population.Name}.{names[name]}", sampler, drawn);
            for (int neuron = 0; neuron < population.Size; neuron++)
                values[(neuron * names.Count) + name] = column[neuron];
        }

        return new Population(population.Name, population.Size, population.Neuron, Wrap(values)) { Continues = population.Continues };
    }

    private EquatableArray<double> Values(NumberSource source, int count, string what, InitialValueSampler? sampler, List<string> drawn)
    {
        if (source is LiteralNumbers literal)
            return literal.Values;
        double[] values = new double[count];
        if (source is ConstantInitializer constant)
        {
            Array.Fill(values, constant.Value);
            return Wrap(values);
        }

        if (sampler is null)
            throw new InvalidOperationException($"{what} is drawn at random and no sampler is given.");
        sampler(Seed, Stream(what), (Initializer)source, values);
        drawn.Add($"{what} {source}");
        return Wrap(values);
    }

    private static bool IsRandom(NumberSource source) => source is Initializer and not ConstantInitializer;

    private static EquatableArray<double> Wrap(double[] values) => new(ImmutableCollectionsMarshal.AsImmutableArray(values));

    // FNV-1a over the UTF-16 units: the stream of a bundle depends on its name alone, so adding another bundle moves no draw.
    private static ulong Stream(string what)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in what)
            hash = (hash ^ unit) * 1099511628211;
        return hash;
    }
}
