namespace Sqs.Compiler.Targets;

/// <summary>What is known of one qubit of a device. Times in seconds; NaN where unknown.</summary>
/// <param name="T1">Relaxation time.</param>
/// <param name="T2">Dephasing time.</param>
/// <param name="ReadoutError">Probability of a wrong outcome.</param>
/// <param name="ReadoutTime">Duration of a measurement.</param>
/// <param name="IsOperational">Whether the device reports it as usable.</param>
public sealed record QubitProperties(double T1, double T2, double ReadoutError, double ReadoutTime, bool IsOperational = true);
