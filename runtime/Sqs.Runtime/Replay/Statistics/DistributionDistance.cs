namespace Sqs.Runtime.Replay.Statistics;

/// <summary>How far apart two samples of a discrete distribution are, by their relative frequencies.</summary>
public static class DistributionDistance
{
    /// <summary>Total variation: half the sum of the absolute differences, from 0 (equal) to 1 (no outcome in common).</summary>
    /// <typeparam name="TOutcome">What is counted.</typeparam>
    /// <param name="first">Counts of a sample, at least one.</param>
    /// <param name="second">Counts of the other sample, at least one.</param>
    /// <returns>The distance.</returns>
    public static double TotalVariation<TOutcome>(IReadOnlyDictionary<TOutcome, int> first, IReadOnlyDictionary<TOutcome, int> second)
        where TOutcome : notnull => Sum(first, second, static (p, q) => Math.Abs(p - q)) / 2;

    /// <summary>Hellinger fidelity: the square of the sum of sqrt(p q), from 0 (no outcome in common) to 1 (equal).</summary>
    /// <typeparam name="TOutcome">What is counted.</typeparam>
    /// <param name="first">Counts of a sample, at least one.</param>
    /// <param name="second">Counts of the other sample, at least one.</param>
    /// <returns>The fidelity.</returns>
    public static double HellingerFidelity<TOutcome>(IReadOnlyDictionary<TOutcome, int> first, IReadOnlyDictionary<TOutcome, int> second)
        where TOutcome : notnull
    {
        double overlap = Sum(first, second, static (p, q) => Math.Sqrt(p * q));
        return Math.Min(1, overlap * overlap);
    }

    private static double Sum<TOutcome>(IReadOnlyDictionary<TOutcome, int> first, IReadOnlyDictionary<TOutcome, int> second, Func<double, double, double> term)
        where TOutcome : notnull
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double firstTotal = first.Values.Sum();
        double secondTotal = second.Values.Sum();
        return first.Keys.Union(second.Keys).Sum(outcome => term(first.GetValueOrDefault(outcome) / firstTotal, second.GetValueOrDefault(outcome) / secondTotal));
    }
}
