namespace Sqs.Simulation.Kraus;

/// <summary>A number with its derivatives with respect to the parameters of an ansatz (forward-mode differentiation).</summary>
/// <param name="Value">The value.</param>
/// <param name="Gradient">The derivatives; empty stands for zeros.</param>
internal readonly record struct DualNumber(double Value, double[] Gradient)
{
    /// <summary>A constant.</summary>
    /// <param name="value">Its value.</param>
    /// <returns>A number without derivatives.</returns>
    public static DualNumber Constant(double value) => new(value, []);

    /// <summary>A parameter.</summary>
    /// <param name="value">Its value.</param>
    /// <param name="index">Its index.</param>
    /// <param name="count">Number of parameters.</param>
    /// <returns>A number whose derivative by itself is 1.</returns>
    public static DualNumber Parameter(double value, int index, int count)
    {
        double[] gradient = new double[count];
        gradient[index] = 1;
        return new DualNumber(value, gradient);
    }

    /// <summary>A smooth function of this number.</summary>
    /// <param name="value">The function's value here.</param>
    /// <param name="slope">Its derivative here.</param>
    /// <returns>The result by the chain rule.</returns>
    public DualNumber Chain(double value, double slope) => new(value, Array.ConvertAll(Gradient, g => slope * g));

    /// <summary>A smooth function of two numbers.</summary>
    /// <param name="other">The second number.</param>
    /// <param name="value">The function's value here.</param>
    /// <param name="slope">Its derivative by this number.</param>
    /// <param name="otherSlope">Its derivative by the other.</param>
    /// <returns>The result by the chain rule.</returns>
    public DualNumber Chain(DualNumber other, double value, double slope, double otherSlope)
    {
        // A derivative that does not matter may be infinite or undefined, such as that of x ** 2 by the exponent at x = 0.
        if (other.Gradient.Length == 0)
            return Chain(value, slope);
        if (Gradient.Length == 0)
            return other.Chain(value, otherSlope);
        double[] gradient = new double[Gradient.Length];
        for (int i = 0; i < gradient.Length; i++)
            gradient[i] = (slope * Gradient[i]) + (otherSlope * other.Gradient[i]);
        return new DualNumber(value, gradient);
    }
}
