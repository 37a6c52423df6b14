using MathNet.Numerics.Distributions;

namespace Sqs.Runtime.Statistics;

/// <summary>The mean of a few independent measurements with its 95 % interval by Student's t.</summary>
/// <param name="Count">Number of measurements.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation (n - 1); NaN for one.</param>
/// <param name="HalfWidth">Half the width of the interval; NaN for one measurement.</param>
public readonly record struct SampleMean(int Count, double Mean, double Deviation, double HalfWidth)
{
    /// <summary>Measures.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>The mean.</returns>
    public static SampleMean Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double mean = values.Average();
        if (values.Count < 2)
            return new SampleMean(values.Count, mean, double.NaN, double.NaN);
        double deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        double half = StudentT.InvCDF(0, 1, values.Count - 1, 0.975) * deviation / Math.Sqrt(values.Count);
        return new SampleMean(values.Count, mean, deviation, half);
    }
}
