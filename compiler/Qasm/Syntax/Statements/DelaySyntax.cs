using System.Collections.Immutable;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>delay[t] q;</c></summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Duration">How long.</param>
/// <param name="Operands">The qubits; none means all.</param>
public sealed record DelaySyntax(
    TextSpan Span,
    ExpressionSyntax Duration,
    ImmutableArray<ExpressionSyntax> Operands) : StatementSyntax(Span);
