using Sqs.Runtime.Execution;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Learning;

/// <summary>
/// What the output neurons should do: from <paramref name="answerFrom"/> on the neuron of the label spikes at every step in every channel and the others are silent;
/// before it all are silent. Output neurons are counted through the output populations in order.
/// </summary>
/// <param name="layout">The network; it has one output neuron a class.</param>
/// <param name="answerFrom">First step of the answer.</param>
internal sealed class TargetCode(NetworkLayout layout, int answerFrom)
{
    /// <summary>First step of the answer.</summary>
    public int AnswerFrom => answerFrom;

    /// <summary>Writes the targets of samples into the output populations, for every shot.</summary>
    /// <param name="trains">The trains.</param>
    /// <param name="labels">One class a sample.</param>
    public void Clamp(NetworkTrains trains, ReadOnlySpan<int> labels)
    {
        int first = 0;
        foreach (int index in layout.Outputs)
        {
            SpikeTensor tensor = trains.Populations[index];
            for (int sample = 0; sample < labels.Length; sample++)
            {
                int neuron = labels[sample] - first;
                for (int shot = 0; shot < trains.Shots; shot++)
                {
                    int train = (sample * trains.Shots) + shot;
                    tensor.Train(train).Clear();
                    for (int step = answerFrom; step < tensor.Steps && neuron >= 0 && neuron < tensor.Lines; step++)
                        tensor.SetSpike(train, step, neuron, (1 << tensor.Channels) - 1);
                }
            }

            first += tensor.Lines;
        }
    }

    /// <summary>Counts the spikes of each output neuron during the answer, over all shots of a sample.</summary>
    /// <param name="trains">The trains.</param>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="counts">Takes one number a class.</param>
    public void Count(NetworkTrains trains, int sample, Span<int> counts)
    {
        counts.Clear();
        int first = 0;
        foreach (int index in layout.Outputs)
        {
            SpikeTensor tensor = trains.Populations[index];
            for (int train = sample * trains.Shots; train < (sample + 1) * trains.Shots; train++)
            {
                for (int step = answerFrom; step < tensor.Steps; step++)
                {
                    for (int neuron = 0; neuron < tensor.Lines; neuron++)
                        counts[first + neuron] += int.PopCount(tensor.Spike(train, step, neuron));
                }
            }

            first += tensor.Lines;
        }
    }
}
