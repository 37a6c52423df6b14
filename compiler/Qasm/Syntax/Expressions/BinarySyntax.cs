namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>An operator between two operands.</summary>
/// <param name="Span">Where it is in its source.</param>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
public sealed record BinarySyntax(
    TextSpan Span,
    BinaryOperatorSyntax Operator,
    ExpressionSyntax Left,
    ExpressionSyntax Right) : ExpressionSyntax(Span);
