namespace Sqs.Compiler.Targets;

/// <summary>What is known of one qubit of a device. Times in seconds; NaN where unknown.</summary>
/// <param name="T1">Relaxation time.</param>
/// <param name="T2">Dephasing time.</param>
/// <param name="ReadoutError">Probability of a wrong outcome.</param>
/// <param name="ReadoutTime">Duration of a measurement.</param>
/// <param name="IsOperational">Whether the device reports it as usable.</param>
public sealed record QubitProperties(double T1, double T2, double ReadoutError, double ReadoutTime, bool IsOperational = true)
{
    /// <summary>Probability to read 1 where the qubit is 0; NaN where only <see cref="ReadoutError"/> is known.</summary>
    public double ReadoutErrorOfZero { get; init; } = double.NaN;

    /// <summary>Probability to read 0 where the qubit is 1; NaN where only <see cref="ReadoutError"/> is known.</summary>
    public double ReadoutErrorOfOne { get; init; } = double.NaN;
}
