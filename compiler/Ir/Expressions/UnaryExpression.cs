using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>An operator applied to one operand.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Operand">The operand, already of the type the operator works on.</param>
/// <param name="Type">Type of the result.</param>
public sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, ClassicalType Type) : Expression(Type);
