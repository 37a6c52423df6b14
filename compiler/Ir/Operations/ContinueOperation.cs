namespace Sqs.Compiler.Ir.Operations;

/// <summary>Goes on with the next round of the innermost loop.</summary>
public sealed record ContinueOperation : Operation;
