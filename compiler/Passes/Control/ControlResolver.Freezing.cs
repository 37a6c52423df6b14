using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Rewriting;

namespace Sqs.Compiler.Passes.Control;

/// <summary>
/// Branches that write what their own condition reads. Their operations become conditionals of their own, which would each read the bit anew, so the
/// condition's value is first kept in a bit that nothing else writes.
/// </summary>
internal sealed partial class ControlResolver
{
    // Whether anything inside an operation may write a bit that an expression reads; operands that are known later count as any of their register.
    private bool Writes(Operation operation, Expression test)
    {
        SortedSet<int> read = TruthTable.BitsOf(_program, test);
        return read.Count > 0 && operation.Blocks().SelectMany(b => b.DescendantOperations()).Any(o => o switch
        {
            MeasureOperation { Target: { } bit } => Meets(bit, read),
            AssignOperation { Target: BitTarget target } => Meets(target.Bit, read),
            AssignOperation { Target: RegisterTarget target } => Meets(_program.BitRegisters[target.Register], read),
            _ => false,
        });
    }

    private bool Meets(BitOperand bit, SortedSet<int> read) =>
        bit.IsStatic ? read.Contains(bit.Index) : Meets(_program.BitRegisters[bit.Register], read);

    private static bool Meets(BitRegister register, SortedSet<int> read) => read.GetViewBetween(register.Offset, register.Offset + register.Size - 1).Count > 0;

    private BitExpression Freeze(Expression test, Operation operation)
    {
        int kept = _program.BitCount;
        _program = _program with { BitRegisters = [.. _program.BitRegisters, new BitRegister(QubitRenaming.FreeName(_program, "kept"), 1, kept, IsReported: false)] };
        Array.Resize(ref _isWritten, kept + 1);
        context.Count("conditions kept");
        if (test is BitExpression single && TryMeasureAgain(single.Bit, kept))
            return new BitExpression(kept);

        // The value goes onto a qubit, whose measurement is then certain.
        _spare ??= _program.QubitCount;
        Emit(new GateOperation(GateTable.Find("x"), [], [_spare.Value]) { Origin = operation.Origin }, test);
        Emit(new MeasureOperation(_spare.Value, (BitOperand)kept) { Origin = operation.Origin }, null);
        Emit(new ResetOperation(_spare.Value) { Origin = operation.Origin }, null);
        return new BitExpression(kept);
    }
}
