namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A length of time such as <c>100ns</c>.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit.</param>
public sealed record DurationSyntax(TextSpan Span, double Value, TimeUnit Unit) : ExpressionSyntax(Span);
