namespace Sqs.Compiler.Ir.Operations;

/// <summary>One bit of a bit register.</summary>
/// <param name="Bit">The bit.</param>
public sealed record BitTarget(BitOperand Bit) : AssignmentTarget;
