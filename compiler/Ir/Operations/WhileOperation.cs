using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>Runs a block as long as a condition holds.</summary>
/// <param name="Condition">A <c>bool</c> or scalar <c>bit</c> expression, evaluated before each round.</param>
/// <param name="Body">What runs.</param>
public sealed record WhileOperation(Expression Condition, Block Body) : Operation;
