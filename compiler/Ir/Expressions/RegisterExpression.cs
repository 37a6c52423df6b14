using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>The current value of a whole bit register, bit 0 least significant.</summary>
/// <param name="Register">Index into <see cref="CircuitProgram.BitRegisters"/>.</param>
/// <param name="Type">A <c>bit[n]</c> type of the register's size.</param>
public sealed record RegisterExpression(int Register, ClassicalType Type) : Expression(Type);
