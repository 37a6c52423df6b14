namespace Sqs.Providers.Devices;

/// <summary>What was measured of one qubit. Times in seconds, errors as probabilities; null where the vendor gives none.</summary>
/// <param name="Qubit">Index of the qubit.</param>
/// <param name="T1">Relaxation time in seconds.</param>
/// <param name="T2">Dephasing time in seconds.</param>
/// <param name="ReadoutErrorOfZero">Probability to read 1 where the qubit was prepared in 0.</param>
/// <param name="ReadoutErrorOfOne">Probability to read 0 where the qubit was prepared in 1.</param>
/// <param name="ReadoutDuration">Duration of a measurement in seconds.</param>
public sealed record QubitCalibration(int Qubit, double? T1, double? T2, double? ReadoutErrorOfZero, double? ReadoutErrorOfOne, double? ReadoutDuration);
