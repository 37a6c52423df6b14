using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data.Tasks;

/// <summary>
/// Two lines burst one after the other, <c>delay</c> steps apart, and which came first is asked for <c>delay</c> steps after the second. A burst is three steps, in each of which the
/// line spikes with a probability of 0.8. Lines: 0 and 1 burst, 2 asks, the others are distractors. Both lines spike alike over a sample; only the order tells.
/// </summary>
internal sealed class BurstOrderTask : ITask
{
    private const int BurstSteps = 3;
    private const double Density = 0.8;

    /// <inheritdoc/>
    public string Name => "burst-order";

    /// <inheritdoc/>
    public int DefaultTrain => 1000;

    /// <inheritdoc/>
    public int DefaultTest => 1000;

    /// <inheritdoc/>
    public int ClassCount(DatasetSpec spec) => 2;

    /// <inheritdoc/>
    public int? Steps(DatasetSpec spec) => Length(spec) + 1;

    /// <inheritdoc/>
    public int AnswerFrom(DatasetSpec spec) => Length(spec);

    /// <inheritdoc/>
    public int FeatureCount(DatasetSpec spec) => (Length(spec) + 1) * Distractors.Lines(spec);

    /// <inheritdoc/>
    public void Draw(DatasetSpec spec, int label, ulong stream, Span<float> features)
    {
        var random = new RandomSequence(spec.Seed, stream);
        Distractors.Start(spec, ref random, features, from: 0);
        int lines = Distractors.Lines(spec);
        for (int step = 0; step < BurstSteps; step++)
        {
            features[(step * lines) + label] = random.NextUniform() < Density ? 1 : 0;
            features[((BurstSteps + spec.Delay + step) * lines) + 1 - label] = random.NextUniform() < Density ? 1 : 0;
        }
    }

    private static int Length(DatasetSpec spec) => 2 * (BurstSteps + spec.Delay);
}
