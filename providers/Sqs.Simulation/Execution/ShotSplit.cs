using Sqs.Simulation.Random;

namespace Sqs.Simulation.Execution;

/// <summary>Divides shots over outcomes: an exact multinomial draw by repeated binomial halving of the range of outcomes.</summary>
internal static class ShotSplit
{
    /// <summary>Probabilities below this are rounding noise of amplitudes.</summary>
    public const double Noise = 1e-30;

    /// <summary>Divides shots at random.</summary>
    /// <param name="distribution">Probability of each outcome; a power of two of them.</param>
    /// <param name="shots">Number of shots, at least 1.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="choices">Receives the outcomes that some shot takes, in ascending order.</param>
    public static void Draw(ReadOnlySpan<double> distribution, int shots, ref RandomSequence random, List<Choice> choices)
    {
        if (shots == 1)
        {
            int outcome = DrawOne(distribution, ref random);
            choices.Add(new Choice(outcome, distribution[outcome], 1));
            return;
        }

        if (distribution.Length == 2)
        {
            DrawTwo(distribution, shots, ref random, choices);
            return;
        }

        double[] cumulative = new double[distribution.Length + 1];
        for (int i = 0; i < distribution.Length; i++)
            cumulative[i + 1] = cumulative[i] + Clean(distribution[i]);
        Halve(cumulative, 0, distribution.Length, shots, ref random, choices);
    }

    /// <summary>Lists every outcome that can occur.</summary>
    /// <param name="distribution">Probability of each outcome.</param>
    /// <param name="choices">Receives them, in ascending order.</param>
    public static void All(ReadOnlySpan<double> distribution, List<Choice> choices)
    {
        for (int i = 0; i < distribution.Length; i++)
        {
            if (distribution[i] > Noise)
                choices.Add(new Choice(i, distribution[i], 0));
        }
    }

    private static double Clean(double probability) => probability > Noise ? probability : 0;

    /// <summary>Draws one outcome.</summary>
    /// <param name="distribution">Probability of each outcome.</param>
    /// <param name="random">Where the number comes from.</param>
    /// <returns>The outcome.</returns>
    public static int DrawOne(ReadOnlySpan<double> distribution, ref RandomSequence random)
    {
        double total = 0;
        foreach (double probability in distribution)
            total += Clean(probability);
        double left = random.NextUniform() * total;
        int last = -1;
        for (int i = 0; i < distribution.Length; i++)
        {
            double probability = Clean(distribution[i]);
            if (probability == 0)
                continue;
            last = i;
            left -= probability;
            if (left < 0)
                break;
        }

        return last;
    }

    private static void DrawTwo(ReadOnlySpan<double> distribution, int shots, ref RandomSequence random, List<Choice> choices)
    {
        double low = Clean(distribution[0]);
        int first = BinomialDistribution.Draw(ref random, shots, low / (low + Clean(distribution[1])));
        if (first > 0)
            choices.Add(new Choice(0, distribution[0], first));
        if (first < shots)
            choices.Add(new Choice(1, distribution[1], shots - first));
    }

    private static void Halve(double[] cumulative, int start, int end, int shots, ref RandomSequence random, List<Choice> choices)
    {
        if (shots == 0)
            return;
        if (end - start == 1)
        {
            choices.Add(new Choice(start, cumulative[end] - cumulative[start], shots));
            return;
        }

        int middle = start + ((end - start) / 2);
        double total = cumulative[end] - cumulative[start];
        int low = BinomialDistribution.Draw(ref random, shots, (cumulative[middle] - cumulative[start]) / total);
        Halve(cumulative, start, middle, low, ref random, choices);
        Halve(cumulative, middle, end, shots - low, ref random, choices);
    }
}
