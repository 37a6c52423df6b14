using MathNet.Numerics.Distributions;

namespace Sqs.Runtime.Statistics;

/// <summary>Tests of two treatments on the same things.</summary>
public static class PairedTests
{
    /// <summary>Student's paired t test.</summary>
    /// <param name="differences">One difference a pair.</param>
    /// <returns>The two-sided p value; NaN for fewer than two pairs; 0 or 1 where all differences are equal.</returns>
    public static double Student(IReadOnlyList<double> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        if (differences.Count < 2)
            return double.NaN;
        SampleMean mean = SampleMean.Of(differences);
        if (mean.Deviation == 0)
            return mean.Mean == 0 ? 1 : 0;
        return 2 * StudentT.CDF(0, 1, mean.Count - 1, -Math.Abs(mean.Mean) / mean.Deviation * Math.Sqrt(mean.Count));
    }

    /// <summary>McNemar's exact test: whether of the samples that exactly one of two recognises, each has half.</summary>
    /// <param name="onlyFirst">Samples that only the first recognises.</param>
    /// <param name="onlySecond">Samples that only the second recognises.</param>
    /// <returns>The two-sided p value.</returns>
    public static double McNemar(int onlyFirst, int onlySecond)
    {
        int all = onlyFirst + onlySecond;
        return all == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, all, Math.Min(onlyFirst, onlySecond)));
    }
}
