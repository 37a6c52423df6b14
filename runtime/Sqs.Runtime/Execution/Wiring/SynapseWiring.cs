using Sqs.Compiler.Graph;

namespace Sqs.Runtime.Execution.Wiring;

/// <summary>
/// A bundle of synapses as the runtime holds it: event driven, so the work goes with the spikes. Currents and their gradients are
/// <c>[target * channels + channel]</c> of the target population.
/// </summary>
internal abstract class SynapseWiring(Synapse synapse, WiringSource source, int targets, int channels)
{
    /// <summary>The bundle.</summary>
    public Synapse Synapse { get; } = synapse;

    /// <summary>Node the spikes come from: inputs first, then populations.</summary>
    public int Source { get; } = source.Node;

    /// <summary>Bits a source line has; 1 where a line sends its bit to every channel.</summary>
    public int SourceChannels { get; } = source.Channels;

    /// <summary>Whether silence is heard as -1.</summary>
    public bool IsSigned { get; } = source.IsSigned;

    /// <summary>Number of source lines.</summary>
    public int Lines { get; } = source.Lines;

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

    /// <summary>Adds the currents that a step causes.</summary>
    /// <param name="row">The source's spikes; empty before the first step, when nothing is heard.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="currents">Added to.</param>
    public void AddCurrents(ReadOnlySpan<ulong> row, ReadOnlySpan<double> weights, Span<double> currents)
    {
        AddCurrents(row, weights, 1, currents);
        if (!IsSigned || row.IsEmpty)
            return;
        Span<ulong> silent = Words <= 64 ? stackalloc ulong[Words] : new ulong[Words];
        Complement(row, silent);
        AddCurrents(silent, weights, -1, currents);
    }

    /// <summary>Adds the gradient by the weights.</summary>
    /// <param name="row">The source's spikes; empty before the first step.</param>
    /// <param name="currentGradient">The gradient by the currents.</param>
    /// <param name="gradient">Added to, one a weight.</param>
    public void AddGradient(ReadOnlySpan<ulong> row, ReadOnlySpan<double> currentGradient, Span<double> gradient)
    {
        AddGradient(row, currentGradient, 1, gradient);
        if (!IsSigned || row.IsEmpty)
            return;
        Span<ulong> silent = Words <= 64 ? stackalloc ulong[Words] : new ulong[Words];
        Complement(row, silent);
        AddGradient(silent, currentGradient, -1, gradient);
    }

    /// <summary>Adds the currents that set bits cause.</summary>
    /// <param name="row">The bits.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="sign">What a bit means, 1 or -1.</param>
    /// <param name="currents">Added to.</param>
    private protected abstract void AddCurrents(ReadOnlySpan<ulong> row, ReadOnlySpan<double> weights, double sign, Span<double> currents);

    /// <summary>Adds the gradient by the weights that set bits use.</summary>
    /// <param name="row">The bits.</param>
    /// <param name="currentGradient">The gradient by the currents.</param>
    /// <param name="sign">What a bit means, 1 or -1.</param>
    /// <param name="gradient">Added to, one a weight.</param>
    private protected abstract void AddGradient(ReadOnlySpan<ulong> row, ReadOnlySpan<double> currentGradient, double sign, Span<double> gradient);

    private int Words => ((Lines * SourceChannels) + 63) >> 6;

    private void Complement(ReadOnlySpan<ulong> row, Span<ulong> silent)
    {
        int bits = Lines * SourceChannels;
        for (int word = 0; word < silent.Length; word++)
            silent[word] = ~row[word] & (bits - (word << 6) >= 64 ? ulong.MaxValue : (1UL << (bits - (word << 6))) - 1);
    }
}
