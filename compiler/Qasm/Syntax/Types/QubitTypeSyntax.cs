using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Types;

/// <summary>A qubit or a register of qubits.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Size">Number of qubits, or null for a single one.</param>
public sealed record QubitTypeSyntax(TextSpan Span, ExpressionSyntax? Size) : TypeSyntax(Span);
