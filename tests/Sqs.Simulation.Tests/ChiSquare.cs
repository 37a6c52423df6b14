namespace Sqs.Simulation.Tests;

/// <summary>Pearson's goodness-of-fit test against a known distribution.</summary>
internal static class ChiSquare
{
    /// <summary>A bound on <see cref="Deviation"/> that a right sampler exceeds with probability below 1e-4.</summary>
    public const double FourSigma = 4;

    private const double SmallestExpectedCount = 5;

    /// <summary>
    /// How many standard deviations the statistic lies above its mean, after the cube-root transform of Wilson and Hilferty
    /// (1931) that makes it nearly normal. Cells expected fewer than five times are pooled.
    /// </summary>
    /// <param name="probabilities">The expected distribution.</param>
    /// <param name="observed">Observed count of each cell.</param>
    /// <param name="draws">Number of draws.</param>
    /// <returns>The deviation; infinity where something impossible was observed.</returns>
    public static double Deviation(ReadOnlySpan<double> probabilities, Func<int, int> observed, int draws)
    {
        double statistic = 0;
        int cells = 0;
        int seen = 0;
        double rest = 1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double expected = probabilities[i] * draws;
            int count = observed(i);
            if (probabilities[i] < 1e-12 && count > 0)
                return double.PositiveInfinity;
            if (expected < SmallestExpectedCount)
                continue;
            statistic += (count - expected) * (count - expected) / expected;
            cells++;
            seen += count;
            rest -= probabilities[i];
        }

        double pooled = rest * draws;
        if (pooled > 1)
        {
            int count = draws - seen;
            statistic += (count - pooled) * (count - pooled) / pooled;
            cells++;
        }

        int freedom = cells - 1;
        if (freedom < 1)
            return 0;
        double variance = 2.0 / (9 * freedom);
        return (Math.Cbrt(statistic / freedom) - (1 - variance)) / Math.Sqrt(variance);
    }
}
