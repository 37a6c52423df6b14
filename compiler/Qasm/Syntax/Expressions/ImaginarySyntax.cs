namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>An imaginary literal such as <c>2.5im</c>.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Value">The factor of i.</param>
public sealed record ImaginarySyntax(TextSpan Span, double Value) : ExpressionSyntax(Span);
