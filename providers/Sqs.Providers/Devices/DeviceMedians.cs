namespace Sqs.Providers.Devices;

/// <summary>Medians over a device. Fidelities as probabilities, times in seconds; null where the vendor gives none.</summary>
/// <param name="OneQubitFidelity">Fidelity of a gate on one qubit.</param>
/// <param name="TwoQubitFidelity">Fidelity of a gate on two qubits.</param>
/// <param name="SpamFidelity">Fidelity of preparation and measurement.</param>
/// <param name="OneQubitDuration">Duration of a gate on one qubit.</param>
/// <param name="TwoQubitDuration">Duration of a gate on two qubits.</param>
/// <param name="ReadoutDuration">Duration of a measurement.</param>
/// <param name="ResetDuration">Duration of a reset.</param>
/// <param name="T1">Relaxation time.</param>
/// <param name="T2">Dephasing time.</param>
public sealed record DeviceMedians(
    double? OneQubitFidelity,
    double? TwoQubitFidelity,
    double? SpamFidelity,
    double? OneQubitDuration,
    double? TwoQubitDuration,
    double? ReadoutDuration,
    double? ResetDuration,
    double? T1,
    double? T2);
