using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph;

/// <summary>
/// A spiking network: input lines, populations of neurons, the synapses between them and the number of time steps. What a
/// <c>*.sqs.json</c> document holds. Immutable; training makes a new graph.
/// </summary>
public sealed record NetworkGraph
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Number of time steps T, at least 1.</summary>
    public required int Steps { get; init; }

    /// <summary>Sources of spikes from outside.</summary>
    public required EquatableArray<InputNode> Inputs { get; init; }

    /// <summary>Populations of neurons, in document order.</summary>
    public required EquatableArray<Population> Populations { get; init; }

    /// <summary>Bundles of connections, in document order.</summary>
    public required EquatableArray<Synapse> Synapses { get; init; }

    /// <summary>Names of the populations whose spikes are the network's answer.</summary>
    public required EquatableArray<string> Outputs { get; init; }

    /// <summary>Seed of everything random about the network itself.</summary>
    public ulong Seed { get; init; }

    /// <summary>How the document came about: free key and value pairs, such as the tool version and the training run.</summary>
    public EquatableArray<KeyValuePair<string, string>> Provenance { get; init; }

    /// <summary>Finds a population.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The population, or null when the name is an input's or unknown.</returns>
    public Population? FindPopulation(string name)
    {
        foreach (Population population in Populations)
        {
            if (population.Name == name)
                return population;
        }

        return null;
    }
}
