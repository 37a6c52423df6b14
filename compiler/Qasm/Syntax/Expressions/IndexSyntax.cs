using System.Collections.Immutable;

namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A value with one pair of brackets behind it.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Operand">What is indexed.</param>
/// <param name="Items">What stands between the brackets: expressions and ranges, or one <see cref="IndexSetSyntax"/>.</param>
public sealed record IndexSyntax(
    TextSpan Span,
    ExpressionSyntax Operand,
    ImmutableArray<ExpressionSyntax> Items) : ExpressionSyntax(Span);
