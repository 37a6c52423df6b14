using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>An operator applied to two operands.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">Left operand, already of the type the operator works on.</param>
/// <param name="Right">Right operand, already of the type the operator works on.</param>
/// <param name="Type">Type of the result.</param>
public sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, ClassicalType Type) : Expression(Type);
