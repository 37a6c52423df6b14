namespace Sqs.Runtime.Plots;

/// <summary>Chooses round numbers for the marks of an axis.</summary>
public static class AxisTicks
{
    /// <summary>Marks at multiples of 1, 2 or 5 times a power of ten that cover an interval.</summary>
    /// <param name="minimum">Lower end.</param>
    /// <param name="maximum">Upper end; a degenerate interval is widened by one on both sides.</param>
    /// <param name="count">About how many intervals between marks.</param>
    /// <returns>The marks in ascending order; the first is at most the minimum, the last at least the maximum.</returns>
    public static double[] Choose(double minimum, double maximum, int count = 5)
    {
        if (!(maximum > minimum))
            (minimum, maximum) = (minimum - 1, minimum + 1);
        double raw = (maximum - minimum) / count;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * ((raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        long first = (long)Math.Floor((minimum / step) + 1e-9);
        long last = (long)Math.Ceiling((maximum / step) - 1e-9);
        double[] ticks = new double[last - first + 1];
        for (int i = 0; i < ticks.Length; i++)
            ticks[i] = (first + i) * step;
        return ticks;
    }
}
