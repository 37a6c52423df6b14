using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>Runs one of two blocks.</summary>
/// <param name="Condition">A <c>bool</c> or scalar <c>bit</c> expression.</param>
/// <param name="Then">Runs when the condition holds.</param>
/// <param name="Else">Runs when it does not, or null.</param>
public sealed record IfOperation(Expression Condition, Block Then, Block? Else = null) : Operation;
