using Sqs.Runtime.Data.Codes;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Data;

/// <summary>
/// Samples ready for a network: scaled to 0..1, labels renumbered from 0, the three parts apart. Training fits on <see cref="Train"/>, choices are made on
/// <see cref="Validation"/>, and <see cref="Test"/> is only ever measured.
/// </summary>
public sealed record Dataset
{
    /// <summary>What was asked for.</summary>
    public required DatasetSpec Spec { get; init; }

    /// <summary>Training samples.</summary>
    public required SampleSet Train { get; init; }

    /// <summary>Validation samples; may be none.</summary>
    public required SampleSet Validation { get; init; }

    /// <summary>Test samples; may be none.</summary>
    public required SampleSet Test { get; init; }

    /// <summary>The label each class has in the source.</summary>
    public required IReadOnlyList<int> ClassLabels { get; init; }

    /// <summary>Number of time steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Number of spike lines.</summary>
    public required int Lines { get; init; }

    /// <summary>First step at which an answer counts; 0 where every step does.</summary>
    public int AnswerFrom { get; init; }

    /// <summary>How numbers become spikes.</summary>
    public required ISpikeEncoder Encoder { get; init; }

    /// <summary>Number of classes.</summary>
    public int ClassCount => ClassLabels.Count;

    /// <summary>Encodes samples; the spikes depend on the seed, the part, the epoch and each sample's index, not on the call.</summary>
    /// <param name="part">The part the samples are of.</param>
    /// <param name="samples">Their indices in it.</param>
    /// <param name="epoch">Epoch, or any number that asks for fresh spikes.</param>
    /// <param name="target">A tensor with at least as many trains as samples; their rows are overwritten.</param>
    public void Encode(DataPart part, ReadOnlySpan<int> samples, int epoch, SpikeTensor target)
    {
        ArgumentNullException.ThrowIfNull(target);
        SampleSet set = Part(part);
        for (int i = 0; i < samples.Length; i++)
        {
            Span<ulong> rows = target.Train(i);
            rows.Clear();
            ulong stream = RandomStreams.For(RandomStreams.Encoding, (ulong)part, (ulong)epoch, (ulong)samples[i]);
            Encoder.Encode(set.Sample(samples[i]), Spec.Seed, stream, Steps, rows);
        }
    }

    /// <summary>One of the parts.</summary>
    /// <param name="part">Which.</param>
    /// <returns>Its samples.</returns>
    public SampleSet Part(DataPart part) => part switch
    {
        DataPart.Train => Train,
        DataPart.Validation => Validation,
        DataPart.Test => Test,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
