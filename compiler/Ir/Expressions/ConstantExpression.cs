using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>A value known when the program is compiled.</summary>
/// <param name="Value">The value.</param>
public sealed record ConstantExpression(ClassicalValue Value) : Expression(Value.Type);
