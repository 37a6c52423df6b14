using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Rewriting;

/// <summary>Moves operations to other qubits.</summary>
internal static class QubitRenaming
{
    /// <summary>Moves an operation and everything inside it.</summary>
    /// <param name="operation">An operation on fixed qubits.</param>
    /// <param name="rename">Gives the new flat index of a qubit.</param>
    /// <returns>The moved operation.</returns>
    public static Operation OnQubits(this Operation operation, Func<int, int> rename)
    {
        Operation moved = operation.MapBlocks(block => new Block([.. block.Operations.Select(o => o.OnQubits(rename))]));
        return moved switch
        {
            GateOperation gate => gate with { Qubits = Rename(gate.Qubits, rename) },
            MeasureOperation measure => measure with { Qubit = rename(measure.Qubit.Index) },
            ResetOperation reset => reset with { Qubit = rename(reset.Qubit.Index) },
            BarrierOperation barrier => barrier with { Qubits = Rename(barrier.Qubits, rename) },
            DelayOperation delay => delay with { Qubits = Rename(delay.Qubits, rename) },
            _ => moved,
        };
    }

    /// <summary>A name that nothing in a program has.</summary>
    /// <param name="program">The program.</param>
    /// <param name="wanted">The name wanted.</param>
    /// <returns>The name, with underscores behind it as needed.</returns>
    public static string FreeName(CircuitProgram program, string wanted)
    {
        var names = program.BitRegisters.Select(r => r.Name)
            .Concat(program.Inputs.Select(i => i.Name))
            .Concat(program.Variables.Select(v => v.Name))
            .Concat(program.Gates.Select(g => g.Name))
            .ToHashSet(StringComparer.Ordinal);
        while (names.Contains(wanted))
            wanted += "_";
        return wanted;
    }

    private static EquatableArray<QubitOperand> Rename(EquatableArray<QubitOperand> qubits, Func<int, int> rename)
    {
        ImmutableArray<QubitOperand>.Builder renamed = ImmutableArray.CreateBuilder<QubitOperand>(qubits.Count);
        foreach (QubitOperand qubit in qubits)
            renamed.Add(rename(qubit.Index));
        return new EquatableArray<QubitOperand>(renamed.MoveToImmutable());
    }
}
