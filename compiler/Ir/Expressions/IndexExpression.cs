using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>An element of an array, or a bit of a register, an integer or a sized angle (bit 0 least significant).</summary>
/// <param name="Base">What is indexed.</param>
/// <param name="Indices">One integer an array dimension, outermost first; negative ones count from the end.</param>
/// <param name="Type">Type of the element.</param>
public sealed record IndexExpression(Expression Base, EquatableArray<Expression> Indices, ClassicalType Type) : Expression(Type);
