using System.Collections.Immutable;

namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A call of a function or subroutine.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Callee">Its name.</param>
/// <param name="Arguments">The arguments.</param>
public sealed record CallSyntax(TextSpan Span, Name Callee, ImmutableArray<ExpressionSyntax> Arguments) : ExpressionSyntax(Span);
