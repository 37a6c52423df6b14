using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Passes.Routing;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Takes swap gates out by exchanging the names of their qubits from there on, where that costs nothing: on targets where every pair is coupled, and on
/// others when the program without them still finds a place without swaps. A program without measurements keeps them: its result is its state.
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
        int swaps = program.Body.Operations.Count(IsSwap);
        if (swaps == 0 || !program.Body.DescendantOperations().Any(o => o is MeasureOperation))
            return program;
        CircuitProgram renamed = Rename(program);
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

    private static CircuitProgram Rename(CircuitProgram program)
    {
        int[] place = [.. Enumerable.Range(0, program.QubitCount)];
        ImmutableArray<Operation>.Builder operations = ImmutableArray.CreateBuilder<Operation>(program.Body.Operations.Count);
        foreach (Operation operation in program.Body.Operations)
        {
            if (IsSwap(operation) && operation is GateOperation { Qubits: [var first, var second] })
                (place[first.Index], place[second.Index]) = (place[second.Index], place[first.Index]);
            else
                operations.Add(operation.OnQubits(q => place[q]));
        }

        return program with { Body = new Block(new EquatableArray<Operation>(operations.DrainToImmutable())) };
    }
}
