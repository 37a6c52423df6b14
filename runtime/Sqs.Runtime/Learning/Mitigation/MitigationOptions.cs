using Sqs.Compiler.Ir;

namespace Sqs.Runtime.Learning.Mitigation;

/// <summary>What is done against the noise of a device when a network is measured.</summary>
public sealed record MitigationOptions
{
    /// <summary>Whether spike rates of the outputs are corrected by the readout errors of their qubits. Hidden spikes act before they could be corrected.</summary>
    public bool Readout { get; init; }

    /// <summary>
    /// How many times as many gates each neuron has in the runs that are extrapolated to none: odd, each once, from 1 on. A single 1 is no extrapolation.
    /// </summary>
    public EquatableArray<int> Folds { get; init; } = [1];

    /// <summary>Whether nothing is done.</summary>
    public bool IsNone => !Readout && Folds.Count == 1 && Folds[0] == 1;

    /// <summary>For tables.</summary>
    public string Label => string.Join(", ", (string[])[.. Readout ? (string[])["readout corrected"] : [], .. Folds.Count > 1 ? (string[])[$"extrapolated from {string.Join(", ", Folds)} times the gates"] : []]);

    /// <summary>Whether the settings make sense.</summary>
    public bool IsValid => Folds.Count > 0 && Folds[0] == 1 && Folds.All(static f => f > 0 && f % 2 == 1) && Folds.Distinct().Count() == Folds.Count;

    /// <summary>Extrapolates measurements to no gates by the polynomial through them (Richardson).</summary>
    /// <param name="values">One value a fold.</param>
    /// <returns>The value at 0.</returns>
    public double Extrapolate(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double weight = 1;
            for (int j = 0; j < values.Length; j++)
                weight *= j == i ? 1 : (double)Folds[j] / (Folds[j] - Folds[i]);
            sum += weight * values[i];
        }

        return sum;
    }

    /// <summary>The rate of ones behind a readout with errors.</summary>
    /// <param name="observed">The rate that was read.</param>
    /// <param name="ofZero">Probability that a 0 is read as 1.</param>
    /// <param name="ofOne">Probability that a 1 is read as 0.</param>
    /// <returns>The rate before; it may leave [0, 1] by chance. What was read where the readout tells nothing.</returns>
    public static double Correct(double observed, double ofZero, double ofOne)
    {
        double contrast = 1 - ofZero - ofOne;
        return Math.Abs(contrast) < 1e-6 ? observed : (observed - ofZero) / contrast;
    }
}
