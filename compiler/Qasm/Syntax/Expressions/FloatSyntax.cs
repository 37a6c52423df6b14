namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A decimal literal with a point or an exponent.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Value">Its value.</param>
public sealed record FloatSyntax(TextSpan Span, double Value) : ExpressionSyntax(Span);
