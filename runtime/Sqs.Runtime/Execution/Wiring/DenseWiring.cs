using System.Numerics;
using System.Numerics.Tensors;
using Sqs.Compiler.Graph;

namespace Sqs.Runtime.Execution.Wiring;

/// <summary>All-to-all synapses; weights <c>[source][target * channels + channel]</c>, so a spike adds one contiguous row.</summary>
internal sealed class DenseWiring(Synapse synapse, int source, int sourceChannels, int sources, int targets, int channels)
    : SynapseWiring(synapse, source, sourceChannels, targets, channels)
{
    /// <inheritdoc/>
    public override void Import(ReadOnlySpan<double> weights, Span<double> target)
    {
        for (int i = 0; i < weights.Length; i++)
            target[Position(i)] = weights[i];
    }

    /// <inheritdoc/>
    public override void Export(ReadOnlySpan<double> weights, Span<double> target)
    {
        for (int i = 0; i < target.Length; i++)
            target[i] = weights[Position(i)];
    }

    /// <inheritdoc/>
    public override void AddCurrents(ReadOnlySpan<ulong> row, ReadOnlySpan<double> weights, Span<double> currents)
    {
        int width = currents.Length;
        for (int word = 0; word < row.Length; word++)
        {
            for (ulong bits = row[word]; bits != 0; bits &= bits - 1)
            {
                int bit = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (SourceChannels == 1)
                {
                    TensorPrimitives.Add(currents, weights.Slice(bit * width, width), currents);
                    continue;
                }

                int start = bit / SourceChannels * width;
                for (int i = bit % SourceChannels; i < width; i += Channels)
                    currents[i] += weights[start + i];
            }
        }
    }

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<ulong> row, ReadOnlySpan<double> currentGradient, Span<double> gradient)
    {
        int width = currentGradient.Length;
        for (int word = 0; word < row.Length; word++)
        {
            for (ulong bits = row[word]; bits != 0; bits &= bits - 1)
            {
                int bit = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (SourceChannels == 1)
                {
                    Span<double> target = gradient.Slice(bit * width, width);
                    TensorPrimitives.Add(target, currentGradient, target);
                    continue;
                }

                int start = bit / SourceChannels * width;
                for (int i = bit % SourceChannels; i < width; i += Channels)
                    gradient[start + i] += currentGradient[i];
            }
        }
    }

    // From [channel][target][source] of the graph.
    private int Position(int index)
    {
        int line = index % sources;
        int target = index / sources % Targets;
        int channel = index / sources / Targets;
        return (((line * Targets) + target) * Channels) + channel;
    }
}
