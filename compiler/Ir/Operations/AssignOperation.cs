using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>Gives a classical variable or bit a value.</summary>
/// <param name="Target">What is written.</param>
/// <param name="Value">The value, already of the target's type.</param>
public sealed record AssignOperation(AssignmentTarget Target, Expression Value) : Operation;
