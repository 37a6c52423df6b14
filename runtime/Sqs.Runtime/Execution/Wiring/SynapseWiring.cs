using Sqs.Compiler.Graph;

namespace Sqs.Runtime.Execution.Wiring;

/// <summary>
/// A bundle of synapses as the runtime holds it: event driven, so the work goes with the spikes. Currents and their gradients are
/// <c>[target * channels + channel]</c> of the target population.
/// </summary>
internal abstract class SynapseWiring(Synapse synapse, int source, int sourceChannels, int targets, int channels)
{
    /// <summary>The bundle.</summary>
    public Synapse Synapse { get; } = synapse;

    /// <summary>Node the spikes come from: inputs first, then populations.</summary>
    public int Source { get; } = source;

    /// <summary>Bits a source line has; 1 where a line sends its bit to every channel.</summary>
    public int SourceChannels { get; } = sourceChannels;

    /// <summary>Number of target neurons.</summary>
    public int Targets { get; } = targets;

    /// <summary>Channels of a target neuron.</summary>
    public int Channels { get; } = channels;

    /// <summary>Number of weights.</summary>
    public int WeightCount => Synapse.Weights.Count;

    /// <summary>Takes the weights of a graph into the runtime's order.</summary>
    /// <param name="weights">As in the graph.</param>
    /// <param name="target">As the runtime holds them.</param>
    public abstract void Import(ReadOnlySpan<double> weights, Span<double> target);

    /// <summary>The reverse of <see cref="Import"/>.</summary>
    /// <param name="weights">As the runtime holds them.</param>
    /// <param name="target">As in the graph.</param>
    public abstract void Export(ReadOnlySpan<double> weights, Span<double> target);

    /// <summary>Adds the currents that spikes cause.</summary>
    /// <param name="row">The source's spikes.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="currents">Added to.</param>
    public abstract void AddCurrents(ReadOnlySpan<ulong> row, ReadOnlySpan<double> weights, Span<double> currents);

    /// <summary>Adds the gradient by the weights.</summary>
    /// <param name="row">The source's spikes.</param>
    /// <param name="currentGradient">The gradient by the currents.</param>
    /// <param name="gradient">Added to, one a weight.</param>
    public abstract void AddGradient(ReadOnlySpan<ulong> row, ReadOnlySpan<double> currentGradient, Span<double> gradient);
}
