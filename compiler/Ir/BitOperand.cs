using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir;

/// <summary>A bit an operation writes: a flat index, or an element of a register chosen while the program runs.</summary>
/// <param name="Index">Flat bit index; -1 when chosen at run time.</param>
/// <param name="Register">Index into <see cref="CircuitProgram.BitRegisters"/> when chosen at run time, else -1.</param>
/// <param name="Element">The element as an integer expression when chosen at run time, else null.</param>
public readonly record struct BitOperand(int Index, int Register = -1, Expression? Element = null)
{
    /// <summary>Whether the bit is known when the program is compiled.</summary>
    public bool IsStatic => Element is null;

    /// <summary>A bit known at compile time.</summary>
    /// <param name="index">Flat bit index.</param>
    public static implicit operator BitOperand(int index) => new(index);

    /// <summary>A bit chosen while the program runs.</summary>
    /// <param name="register">Index into <see cref="CircuitProgram.BitRegisters"/>.</param>
    /// <param name="element">The element, an integer expression.</param>
    /// <returns>The operand.</returns>
    public static BitOperand Dynamic(int register, Expression element) => new(-1, register, element);
}
