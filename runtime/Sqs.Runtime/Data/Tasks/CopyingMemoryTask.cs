using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data.Tasks;

/// <summary>
/// A word of <c>bits</c> bits is shown bit by bit from the first step on and asked for <c>delay</c> steps after its last bit; the class is the word, the first bit shown its least
/// significant. Lines: 0 and 1 show a bit, 2 asks, the others are distractors that spike between word and question.
/// </summary>
internal sealed class CopyingMemoryTask : ITask
{
    private const int MostBits = 8;

    /// <inheritdoc/>
    public string Name => "copying-memory";

    /// <inheritdoc/>
    public int DefaultTrain => 1000;

    /// <inheritdoc/>
    public int DefaultTest => 1000;

    /// <inheritdoc/>
    public int ClassCount(DatasetSpec spec) => 1 << spec.Bits;

    /// <inheritdoc/>
    public string? Wrong(DatasetSpec spec) => spec.Bits > MostBits ? $"a word has at most {MostBits} bits, a class a word, not {spec.Bits}" : null;

    /// <inheritdoc/>
    public int? Steps(DatasetSpec spec) => AnswerFrom(spec) + 1;

    /// <inheritdoc/>
    public int AnswerFrom(DatasetSpec spec) => spec.Bits - 1 + spec.Delay;

    /// <inheritdoc/>
    public int FeatureCount(DatasetSpec spec) => (AnswerFrom(spec) + 1) * Distractors.Lines(spec);

    /// <inheritdoc/>
    public void Draw(DatasetSpec spec, int label, ulong stream, Span<float> features)
    {
        var random = new RandomSequence(spec.Seed, stream);
        Distractors.Start(spec, ref random, features, from: spec.Bits);
        for (int bit = 0; bit < spec.Bits; bit++)
            features[(bit * Distractors.Lines(spec)) + (label >> bit & 1)] = 1;
    }
}
