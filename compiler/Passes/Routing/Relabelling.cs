using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Routing;

/// <summary>Renames the qubits of straight-line operations and their branches.</summary>
internal static class Relabelling
{
    public static Operation Of(Operation operation, Func<int, int> map) => operation switch
    {
        GateOperation gate => gate with { Qubits = Of(gate.Qubits, map) },
        MeasureOperation measure => measure with { Qubit = map(measure.Qubit.Index) },
        ResetOperation reset => reset with { Qubit = map(reset.Qubit.Index) },
        BarrierOperation barrier => barrier with { Qubits = Of(barrier.Qubits, map) },
        DelayOperation delay => delay with { Qubits = Of(delay.Qubits, map) },
        IfOperation branch => branch with { Then = Of(branch.Then, map), Else = branch.Else is null ? null : Of(branch.Else, map) },
        _ => operation,
    };

    private static Block Of(Block block, Func<int, int> map) => new([.. block.Operations.Select(o => Of(o, map))]);

    private static EquatableArray<QubitOperand> Of(EquatableArray<QubitOperand> qubits, Func<int, int> map) => [.. qubits.Select(q => (QubitOperand)map(q.Index))];
}
