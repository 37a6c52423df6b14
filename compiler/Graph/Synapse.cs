using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph;

/// <summary>
/// Connections from a source (an input or a population) to a population. A target neuron's current in channel n at step t is the sum
/// over its synapses of <c>weight * bit n of the source's spike at step t - delay</c> plus the biases; a source with one channel sends its
/// bit to every channel. Spikes before step 0 are 0.
/// </summary>
public sealed record Synapse
{
    /// <summary>Identifier, unique among synapses.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the input or population the spikes come from.</summary>
    public required string From { get; init; }

    /// <summary>Name of the population the spikes go to.</summary>
    public required string To { get; init; }

    /// <summary>Which pairs are joined.</summary>
    public required ConnectionKind Kind { get; init; }

    /// <summary>
    /// Weights in units of half a turn of encoding rotation: dense <c>[channel][target][source]</c>, sparse <c>[channel][entry]</c>, one to one
    /// <c>[channel][neuron]</c>, row-major.
    /// </summary>
    public required EquatableArray<double> Weights { get; init; }

    /// <summary>Target neuron of each entry of a sparse bundle; empty otherwise.</summary>
    public EquatableArray<int> Targets { get; init; }

    /// <summary>Source neuron or line of each entry of a sparse bundle; empty otherwise.</summary>
    public EquatableArray<int> Sources { get; init; }

    /// <summary>Steps a spike takes to arrive, at least 0; cycles need at least 1.</summary>
    public int Delay { get; init; }

    /// <summary>Constant current <c>[channel][target]</c>, or empty for none.</summary>
    public EquatableArray<double> Bias { get; init; }
}
