namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A literal for a register of bits such as <c>"0110"</c>.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Bits">The characters 0 and 1, most significant first, without separators.</param>
public sealed record BitStringSyntax(TextSpan Span, string Bits) : ExpressionSyntax(Span);
