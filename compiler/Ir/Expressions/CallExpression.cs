using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>A call of a built-in function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Arguments">The arguments, already of the types the function works on.</param>
/// <param name="Type">Type of the result.</param>
public sealed record CallExpression(BuiltInFunction Function, EquatableArray<Expression> Arguments, ClassicalType Type) : Expression(Type);
