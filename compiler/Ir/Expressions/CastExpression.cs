using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>A conversion, explicit or implied, after the casting table of the OpenQASM 3 specification.</summary>
/// <param name="Operand">What is converted.</param>
/// <param name="Type">The type it becomes.</param>
public sealed record CastExpression(Expression Operand, ClassicalType Type) : Expression(Type);
