using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A gate or gphase applied to qubits.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Modifiers">Modifiers, outermost first.</param>
/// <param name="Gate">The gate.</param>
/// <param name="Arguments">Its angles.</param>
/// <param name="Duration">The duration in brackets, or null.</param>
/// <param name="Operands">Its qubits.</param>
public sealed record GateCallSyntax(
    TextSpan Span,
    ImmutableArray<GateModifierSyntax> Modifiers,
    Name Gate,
    ImmutableArray<ExpressionSyntax> Arguments,
    ExpressionSyntax? Duration,
    ImmutableArray<ExpressionSyntax> Operands) : StatementSyntax(Span);
