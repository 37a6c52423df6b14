namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary><c>measure q</c> as the value of an assignment, a declaration or a return.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Operand">What is measured.</param>
public sealed record MeasurementSyntax(TextSpan Span, ExpressionSyntax Operand) : ExpressionSyntax(Span);
