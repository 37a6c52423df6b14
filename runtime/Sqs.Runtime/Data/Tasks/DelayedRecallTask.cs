using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data.Tasks;

/// <summary>
/// A bit is shown at the first step and asked for <c>delay</c> steps later. Lines: 0 and 1 show the bit (one of them spikes once), 2 asks, and the
/// others are distractors that spike at random between the two, independent of the bit. Only memory can answer.
/// </summary>
internal sealed class DelayedRecallTask : ITask
{
    private const int AskLine = 2;
    private const int FirstDistractor = 3;
    private const double DefaultNoise = 0.5;

    /// <inheritdoc/>
    public string Name => "delayed-recall";

    /// <inheritdoc/>
    public int ClassCount => 2;

    /// <inheritdoc/>
    public int DefaultTrain => 500;

    /// <inheritdoc/>
    public int DefaultTest => 500;

    /// <inheritdoc/>
    public int? Steps(DatasetSpec spec) => spec.Delay + 1;

    /// <inheritdoc/>
    public int AnswerFrom(DatasetSpec spec) => spec.Delay;

    /// <inheritdoc/>
    public int FeatureCount(DatasetSpec spec) => (spec.Delay + 1) * (FirstDistractor + spec.Distractors);

    /// <inheritdoc/>
    public void Draw(DatasetSpec spec, int label, ulong stream, Span<float> features)
    {
        int lines = FirstDistractor + spec.Distractors;
        features.Clear();
        features[label] = 1;
        features[(spec.Delay * lines) + AskLine] = 1;
        var random = new RandomSequence(spec.Seed, stream);
        double probability = spec.Noise ?? DefaultNoise;
        for (int step = 1; step < spec.Delay; step++)
        {
            for (int line = FirstDistractor; line < lines; line++)
                features[(step * lines) + line] = random.NextUniform() < probability ? 1 : 0;
        }
    }
}
