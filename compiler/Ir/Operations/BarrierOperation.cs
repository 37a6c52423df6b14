namespace Sqs.Compiler.Ir.Operations;

/// <summary>Keeps operations on the named qubits from moving across.</summary>
/// <param name="Qubits">The qubits; none means all of them.</param>
public sealed record BarrierOperation(EquatableArray<QubitOperand> Qubits) : Operation;
