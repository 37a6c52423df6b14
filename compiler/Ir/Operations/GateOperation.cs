using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>A gate applied to qubits.</summary>
/// <param name="Gate">The gate: one of the gate table, or a definition kept in the program.</param>
/// <param name="Angles">One expression a gate parameter, radians.</param>
/// <param name="Qubits">The controls of the modifiers, outermost first, then the gate's own operands; no qubit twice.</param>
/// <param name="Modifiers">Modifiers, outermost (leftmost in the text) first; usually none.</param>
public sealed record GateOperation(
    Gate Gate,
    EquatableArray<Expression> Angles,
    EquatableArray<QubitOperand> Qubits,
    EquatableArray<GateModifier> Modifiers = default) : Operation;
