namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A name used as a value.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Text">The identifier.</param>
public sealed record NameSyntax(TextSpan Span, string Text) : ExpressionSyntax(Span);
