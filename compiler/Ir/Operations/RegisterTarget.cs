namespace Sqs.Compiler.Ir.Operations;

/// <summary>A whole bit register.</summary>
/// <param name="Register">Index into <see cref="CircuitProgram.BitRegisters"/>.</param>
public sealed record RegisterTarget(int Register) : AssignmentTarget;
