using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;

namespace Sqs.Runtime.Learning;

/// <summary>The shape of a layered network: an input, hidden populations in a row, an output, and perhaps synapses from the input straight to the output.</summary>
public sealed record FeedForwardGraph
{
    /// <summary>A name for people.</summary>
    public string Name { get; init; } = "network";

    /// <summary>Number of input lines.</summary>
    public required int Inputs { get; init; }

    /// <summary>Sizes of the hidden populations; none for a single layer.</summary>
    public EquatableArray<int> Hidden { get; init; }

    /// <summary>Number of output neurons.</summary>
    public required int Outputs { get; init; }

    /// <summary>Whether the input also reaches the output directly.</summary>
    public bool Skip { get; init; }

    /// <summary>Number of time steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Model of all neurons.</summary>
    public required NeuronModel Neuron { get; init; }

    /// <summary>Whether neurons have a constant current.</summary>
    public bool Bias { get; init; }

    /// <summary>Builds the graph with all weights and angles at 0; see <see cref="NetworkInitializer"/>.</summary>
    /// <returns>The graph.</returns>
    public NetworkGraph Build()
    {
        int[] sizes = [.. Hidden, Outputs];
        var populations = new List<Population>();
        var synapses = new List<Synapse>();
        string source = "in";
        int sourceSize = Inputs;
        for (int i = 0; i < sizes.Length; i++)
        {
            string name = i == sizes.Length - 1 ? "out" : $"hidden{i}";
            populations.Add(new Population(name, sizes[i], Neuron, [.. new double[sizes[i] * Neuron.ParameterNames.Count]]));
            synapses.Add(Dense(source, name, sourceSize, sizes[i], Bias));
            if (i == sizes.Length - 1 && Skip && i > 0)
                synapses.Add(Dense("in", name, Inputs, sizes[i], hasBias: false));
            (source, sourceSize) = (name, sizes[i]);
        }

        return new NetworkGraph
        {
            Name = Name,
            Steps = Steps,
            Inputs = [new InputNode("in", Inputs)],
            Populations = [.. populations],
            Synapses = [.. synapses],
            Outputs = ["out"],
        };
    }

    private Synapse Dense(string from, string to, int sources, int targets, bool hasBias) => new()
    {
        Name = $"{from}_{to}",
        From = from,
        To = to,
        Kind = ConnectionKind.Dense,
        Weights = [.. new double[Neuron.Channels * targets * sources]],
        Bias = hasBias ? [.. new double[Neuron.Channels * targets]] : [],
    };
}
