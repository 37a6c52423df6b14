using System.Numerics;
using System.Numerics.Tensors;
using Sqs.Compiler.Graph;

namespace Sqs.Runtime.Execution.Wiring;

/// <summary>All-to-all synapses; weights <c>[source][target * channels + channel]</c>, so a spike adds one contiguous row.</summary>
internal sealed class DenseWiring(Synapse synapse, WiringSource source, int targets, int channels)
    : SynapseWiring(synapse, source, targets, channels)
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
    private protected override void AddCurrents(ReadOnlySpan<ulong> row, ReadOnlySpan<double> weights, double sign, Span<double> currents)
    {
        int width = currents.Length;
        for (int word = 0; word < row.Length; word++)
        {
            for (ulong bits = row[word]; bits != 0; bits &= bits - 1)
            {
                int bit = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (SourceChannels == 1)
                {
                    Add(currents, weights.Slice(bit * width, width), sign);
                    continue;
                }

                int start = bit / SourceChannels * width;
                for (int i = bit % SourceChannels; i < width; i += Channels)
                    currents[i] += sign * weights[start + i];
            }
        }
    }

    /// <inheritdoc/>
    private protected override void AddGradient(ReadOnlySpan<ulong> row, ReadOnlySpan<double> currentGradient, double sign, Span<double> gradient)
    {
        int width = currentGradient.Length;
        for (int word = 0; word < row.Length; word++)
        {
            for (ulong bits = row[word]; bits != 0; bits &= bits - 1)
            {
                int bit = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (SourceChannels == 1)
                {
                    Add(gradient.Slice(bit * width, width), currentGradient, sign);
                    continue;
                }

                int start = bit / SourceChannels * width;
                for (int i = bit % SourceChannels; i < width; i += Channels)
                    gradient[start + i] += sign * currentGradient[i];
            }
        }
    }

    private static void Add(Span<double> target, ReadOnlySpan<double> values, double sign)
    {
        if (sign > 0)
            TensorPrimitives.Add(target, values, target);
        else
            TensorPrimitives.Subtract(target, values, target);
    }

    // From [channel][target][source] of the graph.
    private int Position(int index)
    {
        int line = index % Lines;
        int target = index / Lines % Targets;
        int channel = index / Lines / Targets;
        return (((line * Targets) + target) * Channels) + channel;
    }
}
