using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Syntax.Statements;

/// <summary><c>measure q;</c> or <c>measure q -> c;</c></summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Operand">What is measured.</param>
/// <param name="Target">What takes the outcome, or null.</param>
public sealed record MeasureSyntax(TextSpan Span, ExpressionSyntax Operand, ExpressionSyntax? Target) : StatementSyntax(Span);
