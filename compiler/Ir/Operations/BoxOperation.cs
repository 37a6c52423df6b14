using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir.Operations;

/// <summary>A scope whose timing is kept together.</summary>
/// <param name="Duration">The declared duration, or null.</param>
/// <param name="Body">What is inside.</param>
public sealed record BoxOperation(Expression? Duration, Block Body) : Operation;
