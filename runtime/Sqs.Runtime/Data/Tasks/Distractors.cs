using Sqs.Simulation.Random;

namespace Sqs.Runtime.Data.Tasks;

/// <summary>What memory tasks of spike trains have in common: line 0 and 1 carry the cue, line 2 asks at the last step, and the others are distractors that know nothing.</summary>
internal static class Distractors
{
    /// <summary>The line that asks.</summary>
    public const int AskLine = 2;

    private const int First = 3;
    private const double DefaultNoise = 0.5;

    /// <summary>Number of lines.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>The number.</returns>
    public static int Lines(DatasetSpec spec) => First + spec.Distractors;

    /// <summary>Silences a sample, asks at its last step, and lets distractors spike at random at the others.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="random">The randomness of the sample.</param>
    /// <param name="features">Takes the numbers, step after step.</param>
    /// <param name="from">First step of the distractors.</param>
    public static void Start(DatasetSpec spec, ref RandomSequence random, Span<float> features, int from)
    {
        int lines = Lines(spec);
        int last = (features.Length / lines) - 1;
        features.Clear();
        features[(last * lines) + AskLine] = 1;
        double probability = spec.Noise ?? DefaultNoise;
        for (int step = from; step < last; step++)
        {
            for (int line = First; line < lines; line++)
                features[(step * lines) + line] = random.NextUniform() < probability ? 1 : 0;
        }
    }
}
