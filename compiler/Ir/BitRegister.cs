namespace Sqs.Compiler.Ir;

/// <summary>A register of classical bits; its bits take consecutive flat indices, bit 0 least significant.</summary>
/// <param name="Name">Identifier.</param>
/// <param name="Size">Number of bits, at least 1.</param>
/// <param name="Offset">Flat index of the register's bit 0.</param>
/// <param name="IsScalar">Declared as <c>bit b</c>, without a size.</param>
/// <param name="IsReported">Whether results show the register: true for global ones, false for those local to a block or subroutine.</param>
public sealed record BitRegister(string Name, int Size, int Offset, bool IsScalar = false, bool IsReported = true)
{
    /// <summary>The name of one of the bits as OpenQASM 3 spells it.</summary>
    /// <param name="index">Index in the register.</param>
    /// <returns>For instance <c>c[3]</c> or <c>c</c>.</returns>
    public string NameOf(int index) => IsScalar ? Name : $"{Name}[{index}]";
}
