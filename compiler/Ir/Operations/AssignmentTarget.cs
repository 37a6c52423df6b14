namespace Sqs.Compiler.Ir.Operations;

/// <summary>What an assignment writes.</summary>
public abstract record AssignmentTarget;
