namespace Sqs.Runtime.Learning.Local;

/// <summary>Sums over part of a batch, by parameter. Parts are added up in a fixed order, so that the number of threads changes no bit.</summary>
internal sealed class GradientAccumulator(int parameters, int steps)
{
    /// <summary>Sum of signal times eligibility, and of visible gradients.</summary>
    public double[] Gradient { get; } = new double[parameters];

    /// <summary>Sum of eligibilities.</summary>
    public double[] Eligibility { get; } = new double[parameters];

    /// <summary>Sum of squared eligibilities.</summary>
    public double[] Squares { get; } = new double[parameters];

    /// <summary>Sum of squared eligibilities times signal.</summary>
    public double[] SignalSquares { get; } = new double[parameters];

    /// <summary>Sum of the raw signal, by step.</summary>
    public double[] StepSignals { get; } = new double[steps];

    /// <summary>Sum of the losses.</summary>
    public double Loss { get; set; }

    /// <summary>Sets all sums to zero.</summary>
    public void Clear()
    {
        Array.Clear(Gradient);
        Array.Clear(Eligibility);
        Array.Clear(Squares);
        Array.Clear(SignalSquares);
        Array.Clear(StepSignals);
        Loss = 0;
    }
}
