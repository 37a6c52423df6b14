namespace Sqs.Runtime.Data;

/// <summary>Samples with labels: what a source holds, or one part of a split. Immutable once built.</summary>
/// <param name="features">The numbers, sample after sample, <paramref name="featureCount"/> each.</param>
/// <param name="labels">One label a sample.</param>
/// <param name="featureCount">Numbers a sample.</param>
public sealed class SampleSet(float[] features, int[] labels, int featureCount)
{
    /// <summary>No sample at all.</summary>
    /// <param name="featureCount">Numbers a sample would have.</param>
    /// <returns>An empty set.</returns>
    public static SampleSet None(int featureCount) => new([], [], featureCount);

    /// <summary>Number of samples.</summary>
    public int Count => labels.Length;

    /// <summary>Numbers a sample.</summary>
    public int FeatureCount => featureCount;

    /// <summary>The labels, one a sample.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>All numbers, sample after sample.</summary>
    public ReadOnlySpan<float> Features => features;

    /// <summary>The numbers of one sample.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <returns><see cref="FeatureCount"/> numbers.</returns>
    public ReadOnlySpan<float> Sample(int sample) => features.AsSpan(sample * featureCount, featureCount);

    /// <summary>Picks samples.</summary>
    /// <param name="samples">Their indices, in the new order.</param>
    /// <returns>A new set.</returns>
    public SampleSet Pick(ReadOnlySpan<int> samples)
    {
        var picked = new float[samples.Length * featureCount];
        int[] pickedLabels = new int[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            Sample(samples[i]).CopyTo(picked.AsSpan(i * featureCount));
            pickedLabels[i] = labels[samples[i]];
        }

        return new SampleSet(picked, pickedLabels, featureCount);
    }

    /// <summary>Puts two sets behind each other.</summary>
    /// <param name="other">The second set, with as many numbers a sample.</param>
    /// <returns>A new set.</returns>
    public SampleSet Append(SampleSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new SampleSet([.. features, .. other.Features], [.. labels, .. other.Labels], featureCount);
    }
}
