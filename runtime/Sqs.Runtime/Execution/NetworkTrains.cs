using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Execution;

/// <summary>
/// The spikes of a network on a batch: what the inputs carried for each sample and what every neuron did in each shot of it, jointly. Train
/// <c>sample * shots + shot</c> of a population's tensor belongs to one shot.
/// </summary>
public sealed class NetworkTrains
{
    /// <summary>Creates silent trains.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="samples">Most samples it can hold.</param>
    /// <param name="shots">Shots a sample.</param>
    public NetworkTrains(NetworkLayout layout, int samples, int shots)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shots);
        Shots = shots;
        Samples = samples;
        Inputs = [.. layout.Graph.Inputs.Select(i => new SpikeTensor(samples, layout.Graph.Steps, i.Size, i.Channels))];
        Populations = [.. layout.Graph.Populations.Select(p => new SpikeTensor(samples * shots, layout.Graph.Steps, p.Size, p.Neuron.Channels))];
    }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>Shots a sample.</summary>
    public int Shots { get; }

    /// <summary>One tensor an input, a train a sample.</summary>
    public IReadOnlyList<SpikeTensor> Inputs { get; }

    /// <summary>One tensor a population, a train a shot.</summary>
    public IReadOnlyList<SpikeTensor> Populations { get; }

    /// <summary>Distributes encoded lines over the inputs, in document order.</summary>
    /// <param name="encoded">All lines in one tensor with one channel; its bits are the inputs' bits one after the other.</param>
    /// <param name="samples">Number of samples.</param>
    public void SetInputs(SpikeTensor encoded, int samples)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        if (Inputs.Count == 1)
        {
            for (int sample = 0; sample < samples; sample++)
                encoded.Train(sample).CopyTo(Inputs[0].Train(sample));
            return;
        }

        for (int sample = 0; sample < samples; sample++)
        {
            for (int step = 0; step < encoded.Steps; step++)
            {
                ReadOnlySpan<ulong> row = encoded.Row(sample, step);
                int bit = 0;
                foreach (SpikeTensor input in Inputs)
                {
                    Span<ulong> target = input.Row(sample, step);
                    target.Clear();
                    for (int i = 0; i < input.Lines * input.Channels; i++, bit++)
                        target[i >> 6] |= (row[bit >> 6] >> (bit & 63) & 1) << (i & 63);
                }
            }
        }
    }

    /// <summary>The spikes that a node shows at a step, or silence before the first.</summary>
    /// <param name="node">Inputs first, then populations.</param>
    /// <param name="train">Index of the shot's train.</param>
    /// <param name="step">Time step; negative before the first.</param>
    /// <returns>A row of bits; empty for silence.</returns>
    internal ReadOnlySpan<ulong> Row(int node, int train, int step)
    {
        if (step < 0)
            return [];
        return node < Inputs.Count ? Inputs[node].Row(train / Shots, step) : Populations[node - Inputs.Count].Row(train, step);
    }
}
