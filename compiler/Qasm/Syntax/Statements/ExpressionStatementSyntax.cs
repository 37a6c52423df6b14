using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary>An expression evaluated for its effect: a call.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Expression">The expression.</param>
public sealed record ExpressionStatementSyntax(TextSpan Span, ExpressionSyntax Expression) : StatementSyntax(Span);
