namespace Sqs.Simulation.Random;

/// <summary>
/// Exact draws of the binomial distribution. Small means use the geometric waiting times between successes (Devroye,
/// "Non-uniform random variate generation", 1986, section X.4.3); large ones Hörmann's transformed rejection BTRS ("The generation
/// of binomial random variates", 1993). Both take a bounded expected number of uniforms whatever the number of trials.
/// </summary>
public static class BinomialDistribution
{
    // Below this mean counting waiting times is faster than the rejection, which also needs a mean of at least 10.
    private const double RejectionMean = 10;

    /// <summary>Draws the number of successes of independent trials.</summary>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="trials">Number of trials, not negative.</param>
    /// <param name="probability">Probability of a success; values outside [0, 1] by rounding count as the nearest end.</param>
    /// <returns>The number of successes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not a number, or there are fewer than no trials.</exception>
    public static int Draw(ref RandomSequence random, int trials, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (double.IsNaN(probability))
            throw new ArgumentOutOfRangeException(nameof(probability), "A probability is not a number.");
        if (trials == 0 || probability <= 0)
            return 0;
        if (probability >= 1)
            return trials;
        if (trials == 1)
            return random.NextUniform() < probability ? 1 : 0;
        return probability <= 0.5 ? DrawRare(ref random, trials, probability) : trials - DrawRare(ref random, trials, 1 - probability);
    }

    private static int DrawRare(ref RandomSequence random, int trials, double probability) =>
        trials * probability < RejectionMean ? CountWaits(ref random, trials, probability) : Reject(ref random, trials, probability);

    private static int CountWaits(ref RandomSequence random, int trials, double probability)
    {
        double scale = 1 / LogOfFailure(probability);
        double position = 0;
        for (int successes = 0; ; successes++)
        {
            position += Math.Floor(Math.Log(1 - random.NextUniform()) * scale) + 1;
            if (position > trials)
                return successes;
        }
    }

    // ln(1 - p): for small p, 1 - p loses the digits of p, and below the resolution of doubles all of them.
    private static double LogOfFailure(double p) => p < 1e-4 ? -p * (1 + (p * ((1.0 / 2) + (p * ((1.0 / 3) + (p / 4)))))) : Math.Log(1 - p);

    private static int Reject(ref RandomSequence random, int trials, double probability)
    {
        double failure = 1 - probability;
        double deviation = Math.Sqrt(trials * probability * failure);
        double b = 1.15 + (2.53 * deviation);
        double a = -0.0873 + (0.0248 * b) + (0.01 * probability);
        double centre = (trials * probability) + 0.5;
        double alpha = (2.83 + (5.1 / b)) * deviation;
        double vr = 0.92 - (4.2 / b);
        double logOdds = Math.Log(probability / failure);
        double mode = Math.Floor((trials + 1) * probability);
        double atMode = LogFactorial(mode) + LogFactorial(trials - mode);
        while (true)
        {
            double u = random.NextUniform() - 0.5;
            double v = random.NextUniform();
            double us = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / us) + b) * u) + centre);
            if (us >= 0.07 && v <= vr)
                return (int)k;
            if (k < 0 || k > trials)
                continue;
            double bound = Math.Log(v * alpha / ((a / (us * us)) + b));
            if (bound <= atMode - LogFactorial(k) - LogFactorial(trials - k) + ((k - mode) * logOdds))
                return (int)k;
        }
    }

    // ln k! by Stirling's series for large k, by the product for small k.
    private static double LogFactorial(double k)
    {
        if (k < 10)
        {
            double product = 1;
            for (double factor = 2; factor <= k; factor++)
                product *= factor;
            return Math.Log(product);
        }

        double inverse = 1 / (k + 1);
        double square = inverse * inverse;
        double series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * (1.0 / 1260)))));
        return ((k + 0.5) * Math.Log(k + 1)) - (k + 1) + (0.5 * Math.Log(2 * Math.PI)) + series;
    }
}
