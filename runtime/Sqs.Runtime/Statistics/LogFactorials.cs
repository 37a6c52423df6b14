namespace Sqs.Runtime.Statistics;

/// <summary>Logarithms of the gamma function and what is made of it.</summary>
internal static class LogFactorials
{
    // Stirling's series holds to 1e-15 from here on; smaller arguments are lifted by the recurrence.
    private const double Large = 12;

    /// <summary>The logarithm of the gamma function.</summary>
    /// <param name="x">A positive number.</param>
    /// <returns>log Gamma(x).</returns>
    public static double LogGamma(double x)
    {
        double lift = 0;
        for (; x < Large; x++)
            lift += Math.Log(x);
        double inverse = 1 / (x * x);
        double series = 1.0 / 12 - (inverse * (1.0 / 360 - (inverse * (1.0 / 1260 - (inverse * (1.0 / 1680 - (inverse / 1188)))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x) - lift;
    }

    /// <summary>The logarithm of the beta function.</summary>
    /// <param name="a">A positive number.</param>
    /// <param name="b">Another.</param>
    /// <returns>log B(a, b).</returns>
    public static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);
}
