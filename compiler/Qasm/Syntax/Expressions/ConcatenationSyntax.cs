using System.Collections.Immutable;

namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary><c>a ++ b</c> as the value of a declaration or an assignment.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Parts">What is joined, in order; at least two.</param>
public sealed record ConcatenationSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Parts) : ExpressionSyntax(Span);
