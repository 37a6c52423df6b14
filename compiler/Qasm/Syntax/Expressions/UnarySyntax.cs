namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>An operator in front of an operand.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Operand">The operand.</param>
public sealed record UnarySyntax(TextSpan Span, UnaryOperatorSyntax Operator, ExpressionSyntax Operand) : ExpressionSyntax(Span);
