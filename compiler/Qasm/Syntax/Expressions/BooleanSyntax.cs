namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Value">Its value.</param>
public sealed record BooleanSyntax(TextSpan Span, bool Value) : ExpressionSyntax(Span);
