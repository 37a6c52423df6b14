using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>A loop with a condition.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Condition">Evaluated before each round.</param>
/// <param name="Body">What runs.</param>
public sealed record WhileSyntax(TextSpan Span, ExpressionSyntax Condition, StatementSyntax Body) : StatementSyntax(Span);
