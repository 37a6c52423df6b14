using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Gates;

/// <summary>
/// A gate defined by a body of gates, as written with <c>gate name(parameters) qubits { ... }</c>. Inside the body qubit i is the
/// i-th operand and angles refer to parameters by <see cref="Ir.Expressions.GateParameterExpression"/>.
/// </summary>
/// <param name="GateName">Identifier.</param>
/// <param name="Parameters">Names of the angle parameters.</param>
/// <param name="Operands">Names of the qubit operands.</param>
/// <param name="Body">Gates and barriers on qubits 0 to <c>Operands.Count - 1</c>.</param>
public sealed record CompositeGate(
    string GateName,
    EquatableArray<string> Parameters,
    EquatableArray<string> Operands,
    Block Body) : Gate
{
    /// <inheritdoc/>
    public override string Name => GateName;

    /// <inheritdoc/>
    public override int ParameterCount => Parameters.Count;

    /// <inheritdoc/>
    public override int QubitCount => Operands.Count;
}
