namespace Sqs.Compiler.Ir;

/// <summary>A declared register of qubits; its qubits take consecutive flat indices.</summary>
/// <param name="Name">Identifier; <c>$</c> for physical qubits.</param>
/// <param name="Size">Number of qubits, at least 1.</param>
/// <param name="Offset">Flat index of the register's qubit 0.</param>
/// <param name="IsScalar">Declared as <c>qubit q</c>, without a size.</param>
/// <param name="IsPhysical">The qubits are the hardware qubits <c>$0</c>, <c>$1</c>, ...; a program has one such register and no other.</param>
public sealed record QubitRegister(string Name, int Size, int Offset, bool IsScalar = false, bool IsPhysical = false)
{
    /// <summary>The name of one of the qubits as OpenQASM 3 spells it.</summary>
    /// <param name="index">Index in the register.</param>
    /// <returns>For instance <c>q[3]</c>, <c>q</c> or <c>$3</c>.</returns>
    public string NameOf(int index) => IsPhysical ? $"${index}" : IsScalar ? Name : $"{Name}[{index}]";
}
