using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Some bits in an order: evenly spaced ones of one register, or any list.</summary>
/// <param name="Register">Index of the register of evenly spaced bits, else -1.</param>
/// <param name="Start">Flat index of the first.</param>
/// <param name="Step">Distance between neighbours.</param>
/// <param name="Count">Number of bits.</param>
/// <param name="IsScalar">Whether it is a single bit.</param>
/// <param name="IsWhole">Whether it is all of the register, in its order.</param>
/// <param name="Items">The bits of a list, else default.</param>
internal sealed record BitView(
    int Register,
    int Start,
    int Step,
    int Count,
    bool IsScalar,
    bool IsWhole = false,
    ImmutableArray<BitOperand> Items = default)
{
    public static BitView Single(BitOperand operand) => new(-1, 0, 1, 1, true, false, [operand]);

    public static BitView List(ImmutableArray<BitOperand> items) => new(-1, 0, 1, items.Length, false, false, items);

    public BitOperand this[int index] => Items.IsDefault ? Start + (index * Step) : Items[index];

    public ClassicalType Type => IsScalar ? ClassicalType.Bit : ClassicalType.BitRegister(Count);

    public BitView Slice(int start, int step, int count)
    {
        if (Items.IsDefault)
            return new BitView(Register, Start + (start * Step), Step * step, count, false, IsWhole && start == 0 && step == 1 && count == Count);
        var items = ImmutableArray.CreateBuilder<BitOperand>(count);
        for (int i = 0; i < count; i++)
            items.Add(Items[start + (i * step)]);
        return List(items.MoveToImmutable());
    }

    public BitOperand? At(Expression index, int offset) =>
        Items.IsDefault ? BitOperand.Dynamic(Register, Affine.Of(index, Start - offset, Step)) : null;

    /// <summary>The bits as a value.</summary>
    /// <param name="registers">The registers of the program.</param>
    /// <returns>A bit or register expression.</returns>
    public Expression Read(IReadOnlyList<BitRegister> registers)
    {
        if (IsScalar)
            return Read(this[0], registers);
        if (IsWhole)
            return new RegisterExpression(Register, Type);
        var bits = ImmutableArray.CreateBuilder<Expression>(Count);
        for (int i = 0; i < Count; i++)
            bits.Add(Read(this[i], registers));
        return new BitsExpression(new EquatableArray<Expression>(bits.MoveToImmutable()), Type);
    }

    private static Expression Read(BitOperand bit, IReadOnlyList<BitRegister> registers) => bit.IsStatic
        ? new BitExpression(bit.Index)
        : new IndexExpression(
            new RegisterExpression(bit.Register, ClassicalType.BitRegister(registers[bit.Register].Size)),
            [bit.Element!],
            ClassicalType.Bit);
}
