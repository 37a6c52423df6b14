using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Ir;

/// <summary>A qubit an operation acts on: a flat index, or an element of a register chosen while the program runs.</summary>
/// <param name="Index">Flat qubit index; -1 when chosen at run time.</param>
/// <param name="Register">Index into <see cref="CircuitProgram.QubitRegisters"/> when chosen at run time, else -1.</param>
/// <param name="Element">The element as an integer expression when chosen at run time, else null.</param>
public readonly record struct QubitOperand(int Index, int Register = -1, Expression? Element = null)
{
    /// <summary>Whether the qubit is known when the program is compiled.</summary>
    public bool IsStatic => Element is null;

    /// <summary>A qubit known at compile time.</summary>
    /// <param name="index">Flat qubit index.</param>
    public static implicit operator QubitOperand(int index) => new(index);

    /// <summary>A qubit chosen while the program runs.</summary>
    /// <param name="register">Index into <see cref="CircuitProgram.QubitRegisters"/>.</param>
    /// <param name="element">The element, an integer expression.</param>
    /// <returns>The operand.</returns>
    public static QubitOperand Dynamic(int register, Expression element) => new(-1, register, element);
}
