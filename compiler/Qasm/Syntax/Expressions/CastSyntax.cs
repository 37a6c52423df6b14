using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>An explicit conversion.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Type">The type it becomes.</param>
/// <param name="Operand">What is converted.</param>
public sealed record CastSyntax(TextSpan Span, TypeSyntax Type, ExpressionSyntax Operand) : ExpressionSyntax(Span);
