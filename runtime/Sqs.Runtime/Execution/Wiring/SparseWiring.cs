using System.Numerics;
using Sqs.Compiler.Graph;

namespace Sqs.Runtime.Execution.Wiring;

/// <summary>Listed synapses, one to one included; weights in the graph's order <c>[channel][entry]</c>, entries found by source.</summary>
internal sealed class SparseWiring : SynapseWiring
{
    private readonly int _entryCount;
    private readonly int[] _firstOfSource;
    private readonly int[] _entries;
    private readonly int[] _targets;

    /// <summary>Indexes a bundle by its sources.</summary>
    /// <param name="synapse">The bundle.</param>
    /// <param name="source">Where the spikes come from.</param>
    /// <param name="targets">Number of target neurons.</param>
    /// <param name="channels">Channels of a target neuron.</param>
    public SparseWiring(Synapse synapse, WiringSource source, int targets, int channels)
        : base(synapse, source, targets, channels)
    {
        bool isPaired = synapse.Kind == ConnectionKind.OneToOne;
        _entryCount = isPaired ? targets : synapse.Targets.Count;
        _targets = isPaired ? [.. Enumerable.Range(0, targets)] : [.. synapse.Targets];
        int[] from = isPaired ? _targets : [.. synapse.Sources];
        _entries = [.. Enumerable.Range(0, _entryCount).OrderBy(e => from[e])];
        _firstOfSource = new int[source.Lines + 1];
        foreach (int line in from)
            _firstOfSource[line + 1]++;
        for (int line = 0; line < source.Lines; line++)
            _firstOfSource[line + 1] += _firstOfSource[line];
    }

    /// <inheritdoc/>
    public override void Import(ReadOnlySpan<double> weights, Span<double> target) => weights.CopyTo(target);

    /// <inheritdoc/>
    public override void Export(ReadOnlySpan<double> weights, Span<double> target) => weights.CopyTo(target);

    /// <inheritdoc/>
    private protected override void AddCurrents(ReadOnlySpan<ulong> row, ReadOnlySpan<double> weights, double sign, Span<double> currents)
    {
        for (int word = 0; word < row.Length; word++)
        {
            for (ulong bits = row[word]; bits != 0; bits &= bits - 1)
            {
                (int line, int first, int end) = Reach((word << 6) + BitOperations.TrailingZeroCount(bits));
                for (int k = _firstOfSource[line]; k < _firstOfSource[line + 1]; k++)
                {
                    for (int channel = first; channel < end; channel++)
                        currents[(_targets[_entries[k]] * Channels) + channel] += sign * weights[(channel * _entryCount) + _entries[k]];
                }
            }
        }
    }

    /// <inheritdoc/>
    private protected override void AddGradient(ReadOnlySpan<ulong> row, ReadOnlySpan<double> currentGradient, double sign, Span<double> gradient)
    {
        for (int word = 0; word < row.Length; word++)
        {
            for (ulong bits = row[word]; bits != 0; bits &= bits - 1)
            {
                (int line, int first, int end) = Reach((word << 6) + BitOperations.TrailingZeroCount(bits));
                for (int k = _firstOfSource[line]; k < _firstOfSource[line + 1]; k++)
                {
                    for (int channel = first; channel < end; channel++)
                        gradient[(channel * _entryCount) + _entries[k]] += sign * currentGradient[(_targets[_entries[k]] * Channels) + channel];
                }
            }
        }
    }

    private (int Line, int FirstChannel, int EndChannel) Reach(int bit) =>
        SourceChannels == 1 ? (bit, 0, Channels) : (bit / SourceChannels, bit % SourceChannels, (bit % SourceChannels) + 1);
}
