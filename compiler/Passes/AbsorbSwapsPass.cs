using System.Collections.Immutable;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Passes.Routing;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Takes swap gates out by exchanging the names of their qubits from there on, where that costs nothing: on targets where every pair is coupled, and on
/// others when the program without them still finds a place without swaps. Three cx in a row that make a swap count as one. A program without measurements keeps them: its result is its state.
/// </summary>
/// <param name="target">The target.</param>
public sealed class AbsorbSwapsPass(Target target) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "absorb-swaps";

    /// <inheritdoc/>
    public override string Purpose => "swap gates become a renaming of qubits where that costs nothing";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Requires => [new StraightControlPredicate()];

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        Operation[] operations = WithSwaps(program);
        int swaps = operations.Count(IsSwap);
        if (swaps == 0 || !program.Body.DescendantOperations().Any(o => o is MeasureOperation))
            return program;
        CircuitProgram renamed = Rename(program, operations);
        if (target.Coupling is not null)
        {
            new ComponentPlacer(target, new InteractionGraph(renamed), context.Cancellation).Place(renamed.QubitCount, out List<int[]> misfits);
            if (misfits.Count > 0)
                return program;
        }

        context.Count("swaps absorbed", swaps);
        return renamed;
    }

    private static bool IsSwap(Operation operation) => operation is GateOperation { Gate.Name: "swap", Modifiers.IsEmpty: true };

    // cx a,b; cx b,a; cx a,b with nothing between them on either qubit.
    private static Operation[] WithSwaps(CircuitProgram program)
    {
        Operation?[] operations = [.. program.Body.Operations];
        var before = new (int First, int Second)[operations.Length];
        int[] last = Enumerable.Repeat(-1, program.QubitCount).ToArray();
        for (int i = 0; i < operations.Length; i++)
        {
            if (ReadCx(operations[i]) is { } pair)
            {
                before[i] = (last[pair.Control], last[pair.Target]);
                if (before[i] is ( >= 0 and var middle, var same) && middle == same && ReadCx(operations[middle]) == (pair.Target, pair.Control)
                    && before[middle] is ( >= 0 and var first, var other) && first == other && ReadCx(operations[first]) == pair)
                {
                    operations[first] = operations[middle] = null;
                    operations[i] = new GateOperation(GateTable.Find("swap"), [], [pair.Control, pair.Target]) { Origin = operations[i]!.Origin };
                }
            }

            foreach (int qubit in Footprint.Of(operations[i]!, program).Qubits)
                last[qubit] = i;
        }

        return [.. operations.OfType<Operation>()];
    }

    private static (int Control, int Target)? ReadCx(Operation? operation) =>
        operation is GateOperation { Gate.Name: "cx" or "CX", Modifiers.IsEmpty: true, Qubits: [var control, var target] } ? (control.Index, target.Index) : null;

    private static CircuitProgram Rename(CircuitProgram program, Operation[] source)
    {
        int[] place = [.. Enumerable.Range(0, program.QubitCount)];
        ImmutableArray<Operation>.Builder operations = ImmutableArray.CreateBuilder<Operation>(program.Body.Operations.Count);
        foreach (Operation operation in source)
        {
            if (IsSwap(operation) && operation is GateOperation { Qubits: [var first, var second] })
                (place[first.Index], place[second.Index]) = (place[second.Index], place[first.Index]);
            else
                operations.Add(operation.OnQubits(q => place[q]));
        }

        return program with { Body = new Block(new EquatableArray<Operation>(operations.DrainToImmutable())) };
    }
}
