using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data.Tasks;

/// <summary>
/// A bit is shown at the first step and asked for <c>delay</c> steps later. Lines: 0 and 1 show the bit (one of them spikes once), 2 asks, and the
/// others are distractors that spike at random between the two, independent of the bit. Only memory can answer.
/// </summary>
internal sealed class DelayedRecallTask : ITask
{
    /// <inheritdoc/>
    public string Name => "delayed-recall";

    /// <inheritdoc/>
    public int DefaultTrain => 500;

    /// <inheritdoc/>
    public int DefaultTest => 500;

    /// <inheritdoc/>
    public int ClassCount(DatasetSpec spec) => 2;

    /// <inheritdoc/>
    public int? Steps(DatasetSpec spec) => spec.Delay + 1;

    /// <inheritdoc/>
    public int AnswerFrom(DatasetSpec spec) => spec.Delay;

    /// <inheritdoc/>
    public int FeatureCount(DatasetSpec spec) => (spec.Delay + 1) * Distractors.Lines(spec);

    /// <inheritdoc/>
    public void Draw(DatasetSpec spec, int label, ulong stream, Span<float> features)
    {
        var random = new RandomSequence(spec.Seed, stream);
        Distractors.Start(spec, ref random, features, from: 1);
        features[label] = 1;
    }
}
