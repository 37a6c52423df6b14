namespace Sqs.Runtime.Learning.Evaluation;

/// <summary>The score interval of a proportion (Wilson, J. Am. Stat. Assoc. 22, 1927), which stays inside [0, 1] and works at its ends.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    /// <summary>The 0.975 quantile of the standard normal distribution.</summary>
    private const double Quantile = 1.959963984540054;

    /// <summary>The interval of 95 % confidence.</summary>
    /// <param name="successes">Number of successes.</param>
    /// <param name="trials">Number of trials, at least 1.</param>
    /// <returns>The interval.</returns>
    public static WilsonInterval Of(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)successes, (uint)trials, nameof(successes));
        double share = (double)successes / trials;
        double squared = Quantile * Quantile / trials;
        double centre = (share + (squared / 2)) / (1 + squared);
        double half = Quantile / (1 + squared) * Math.Sqrt((share * (1 - share) / trials) + (squared / trials / 4));

        // At the ends the bound is exact; rounding must not push it out.
        return new WilsonInterval(successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
    }
}
