namespace Sqs.Runtime.Statistics;

/// <summary>Student's t distribution, by the regularised incomplete beta function (continued fraction, Abramowitz and Stegun 26.5.8).</summary>
public static class StudentDistribution
{
    private const int MostTerms = 500;
    private const double Tiny = 1e-300;

    /// <summary>The probability that |t| is at least as large by chance.</summary>
    /// <param name="t">The statistic.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    /// <returns>The two-sided p value.</returns>
    public static double TwoSided(double t, double freedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        if (double.IsNaN(t))
            return double.NaN;
        return double.IsInfinity(t) ? 0 : IncompleteBeta(freedom / (freedom + (t * t)), freedom / 2, 0.5);
    }

    /// <summary>The t that is exceeded on one side or the other with a probability.</summary>
    /// <param name="probability">The two-sided probability, between 0 and 1.</param>
    /// <param name="freedom">Degrees of freedom, above 0.</param>
    /// <returns>The quantile.</returns>
    public static double Quantile(double probability, double freedom)
    {
        (double low, double high) = (0, 1);
        while (TwoSided(high, freedom) > probability)
            high *= 2;
        for (int i = 0; i < 200 && high - low > 1e-12 * high; i++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = TwoSided(middle, freedom) > probability ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }

    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
            return x <= 0 ? 0 : 1;
        double front = Math.Exp((a * Math.Log(x)) + (b * Math.Log(1 - x)) - LogFactorials.LogBeta(a, b));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        double c = 1;
        double d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        double result = d;
        for (int m = 1; m < MostTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
                break;
        }

        return result;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
