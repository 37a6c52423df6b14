using System.Collections.Immutable;

namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>An array value in braces.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Items">Elements, or inner arrays.</param>
public sealed record ArrayLiteralSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Items) : ExpressionSyntax(Span);
