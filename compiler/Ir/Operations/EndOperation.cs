namespace Sqs.Compiler.Ir.Operations;

/// <summary>Ends the program for this shot.</summary>
public sealed record EndOperation : Operation;
