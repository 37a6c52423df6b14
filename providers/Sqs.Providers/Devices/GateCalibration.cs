using Sqs.Compiler.Ir;

namespace Sqs.Providers.Devices;

/// <summary>What was measured of one gate on its qubits.</summary>
/// <param name="Gate">Name in the vendor's spelling.</param>
/// <param name="Qubits">The qubits, in operand order.</param>
/// <param name="Error">Average gate infidelity, or null.</param>
/// <param name="Duration">Seconds, or null.</param>
public sealed record GateCalibration(string Gate, EquatableArray<int> Qubits, double? Error, double? Duration);
