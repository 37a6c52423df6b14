using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Learning.Rules;

/// <summary>Training samples that are learned from together.</summary>
/// <param name="Epoch">Epoch, from 0.</param>
/// <param name="Samples">Their indices in the training part.</param>
/// <param name="Labels">Their classes.</param>
/// <param name="Encoded">Their spikes, a train a sample; it may hold more trains than samples.</param>
public sealed record LearningBatch(int Epoch, int[] Samples, int[] Labels, SpikeTensor Encoded)
{
    /// <summary>Number of samples.</summary>
    public int Count => Samples.Length;
}
