using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Targets;

/// <summary>What is known of a gate on certain qubits.</summary>
/// <param name="Gate">Name in the gate table, or <c>reset</c>.</param>
/// <param name="Qubits">The qubits.</param>
/// <param name="Error">Average gate infidelity; NaN where unknown, 1 where the device reports the gate as unusable.</param>
/// <param name="Time">Duration in seconds; NaN where unknown.</param>
public sealed record GateProperties(string Gate, EquatableArray<int> Qubits, double Error, double Time);
