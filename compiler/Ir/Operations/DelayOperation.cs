using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>Lets qubits idle. Ideal simulation ignores it; noise models use the time.</summary>
/// <param name="Duration">How long, an expression of type <c>duration</c>.</param>
/// <param name="Qubits">The qubits; none means all of them.</param>
public sealed record DelayOperation(Expression Duration, EquatableArray<QubitOperand> Qubits) : Operation;
