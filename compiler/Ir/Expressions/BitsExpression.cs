using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>A register value put together from single bits: a slice, an index set, or registers joined by an alias.</summary>
/// <param name="Bits">Scalar <c>bit</c> expressions, bit 0 first; at least one.</param>
/// <param name="Type">The type <c>bit[n]</c> for n bits.</param>
public sealed record BitsExpression(EquatableArray<Expression> Bits, ClassicalType Type) : Expression(Type);
