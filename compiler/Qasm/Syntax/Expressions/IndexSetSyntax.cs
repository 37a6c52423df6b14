using System.Collections.Immutable;

namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A list of values in braces, <c>{0, 3}</c>.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Items">The values.</param>
public sealed record IndexSetSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Items) : ExpressionSyntax(Span);
