using System.Numerics;

namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>An integer literal in any base.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Value">Its value.</param>
public sealed record IntegerSyntax(TextSpan Span, BigInteger Value) : ExpressionSyntax(Span);
