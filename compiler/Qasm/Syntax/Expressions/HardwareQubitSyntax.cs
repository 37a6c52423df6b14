namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>A physical qubit, <c>$n</c>.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Index">Its number.</param>
public sealed record HardwareQubitSyntax(TextSpan Span, int Index) : ExpressionSyntax(Span);
