namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A range <c>start:step:stop</c>, both ends included.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Start">First value, or null.</param>
/// <param name="Step">Increment, or null.</param>
/// <param name="Stop">Last value, or null.</param>
public sealed record RangeSyntax(
    TextSpan Span,
    ExpressionSyntax? Start,
    ExpressionSyntax? Step,
    ExpressionSyntax? Stop) : ExpressionSyntax(Span);
