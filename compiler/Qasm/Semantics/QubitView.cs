using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>
/// Some qubits in an order: evenly spaced ones of one register, or any list. A scalar view stands for one qubit and is never
/// spread over by broadcasting as a register of size one is.
/// </summary>
/// <param name="Register">Index of the register of evenly spaced qubits, else -1.</param>
/// <param name="Start">Flat index of the first.</param>
/// <param name="Step">Distance between neighbours.</param>
/// <param name="Count">Number of qubits.</param>
/// <param name="IsScalar">Whether it is a single qubit.</param>
/// <param name="Items">The qubits of a list, else default.</param>
internal sealed record QubitView(int Register, int Start, int Step, int Count, bool IsScalar, ImmutableArray<QubitOperand> Items = default)
{
    public static QubitView Single(QubitOperand operand) => new(-1, 0, 1, 1, true, [operand]);

    public static QubitView List(ImmutableArray<QubitOperand> items) => new(-1, 0, 1, items.Length, false, items);

    public QubitOperand this[int index] => Items.IsDefault ? Start + (index * Step) : Items[index];

    /// <summary>Evenly spaced qubits out of these.</summary>
    public QubitView Slice(int start, int step, int count)
    {
        if (Items.IsDefault)
            return new QubitView(Register, Start + (start * Step), Step * step, count, false);
        var items = ImmutableArray.CreateBuilder<QubitOperand>(count);
        for (int i = 0; i < count; i++)
            items.Add(Items[start + (i * step)]);
        return List(items.MoveToImmutable());
    }

    /// <summary>A qubit chosen while the program runs.</summary>
    /// <param name="index">An integer expression.</param>
    /// <param name="offset">Flat index of the register's qubit 0.</param>
    /// <returns>The operand, or null where the qubits are no evenly spaced part of a register.</returns>
    public QubitOperand? At(Expression index, int offset) =>
        Items.IsDefault ? QubitOperand.Dynamic(Register, Affine.Of(index, Start - offset, Step)) : null;
}
