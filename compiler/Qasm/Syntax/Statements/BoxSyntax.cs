using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A box, whose timing is kept together.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Duration">The declared duration, or null.</param>
/// <param name="Body">What is inside.</param>
public sealed record BoxSyntax(TextSpan Span, ExpressionSyntax? Duration, BlockSyntax Body) : StatementSyntax(Span);
