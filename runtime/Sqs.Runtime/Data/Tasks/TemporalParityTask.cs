using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data.Tasks;

/// <summary>
/// <c>bits</c> bits are shown one after the other, evenly over <c>delay</c> steps, and their parity is asked for at step <c>delay</c>; two bits are the temporal exclusive or. Lines: 0
/// and 1 show a bit (line b spikes for bit b), 2 asks, the others are distractors. No bit alone and no count of steps tells anything.
/// </summary>
internal sealed class TemporalParityTask : ITask
{
    /// <inheritdoc/>
    public string Name => "temporal-parity";

    /// <inheritdoc/>
    public int DefaultTrain => 1000;

    /// <inheritdoc/>
    public int DefaultTest => 1000;

    /// <inheritdoc/>
    public int ClassCount(DatasetSpec spec) => 2;

    /// <inheritdoc/>
    public string? Wrong(DatasetSpec spec) => spec.Delay < spec.Bits ? $"{spec.Bits} bits do not fit {spec.Delay} steps" : null;

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
        Distractors.Start(spec, ref random, features, from: 0);
        int parity = label;
        for (int bit = 0; bit < spec.Bits; bit++)
        {
            // The last bit makes the parity right.
            int value = bit == spec.Bits - 1 ? parity : random.NextUniform() < 0.5 ? 1 : 0;
            parity ^= value;
            features[(bit * spec.Delay / spec.Bits * Distractors.Lines(spec)) + value] = 1;
        }
    }
}
