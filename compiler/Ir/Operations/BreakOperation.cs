namespace Sqs.Compiler.Ir.Operations;

/// <summary>Leaves the innermost loop.</summary>
public sealed record BreakOperation : Operation;
