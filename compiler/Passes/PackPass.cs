using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Fits a program into fewer qubits by letting groups of qubits that never meet take turns: neurons of a layer, for instance. Groups that fit run
/// side by side, in the order of the text; the next ones start on the same qubits after a reset. A program that fits stays as it is.
/// </summary>
/// <param name="maximumQubits">Number of qubits there are.</param>
public sealed class PackPass(int maximumQubits) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "pack";

    /// <inheritdoc/>
    public override string Purpose => "Reuses qubits over time when the program is wider than the target.";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => [new WidthPredicate(maximumQubits)];

    /// <inheritdoc/>
    public override JObject Configuration() => new() { ["maximumQubits"] = maximumQubits };

    /// <inheritdoc/>
    public override bool Preserves(ProgramPredicate predicate) =>
        predicate is not (NoResetPredicate or TerminalMeasurementPredicate or ConnectivityPredicate);

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        if (program.QubitCount <= maximumQubits)
            return program;
        QubitGroups? groups = QubitGroups.Find(program);
        if (groups is null)
        {
            context.Diagnostics.Report(CompileDiagnostics.Interleaved, SourceSpan.None, program.QubitCount, maximumQubits, NeuronShare.Of(program.Body.Operations).Fits(program.QubitCount, maximumQubits));
            return program;
        }

        int widest = groups.Order.Max(g => groups.Members(g).Count);
        if (widest > maximumQubits)
        {
            HashSet<int> members = [.. groups.Order.Select(groups.Members).MaxBy(m => m.Count)!];
            NeuronShare share = NeuronShare.Of(program.Body.Operations.Where(o => Footprint.Of(o, program).Qubits.Overlaps(members)));
            context.Diagnostics.Report(CompileDiagnostics.CannotPack, SourceSpan.None, widest, maximumQubits, share.Fits(widest, maximumQubits));
            return program;
        }

        return Emit(program, groups, context);
    }

    private CircuitProgram Emit(CircuitProgram program, QubitGroups groups, PassContext context)
    {
        (int[] turn, int[] slot, int turns, int width) = Assign(program, groups);
        context.Count("turns", turns);
        var bodies = new List<Operation>[turns];
        for (int i = 0; i < turns; i++)
            bodies[i] = [];
        bool[] isClean = new bool[program.QubitCount];
        foreach (Operation operation in program.Body.Operations)
        {
            if (operation is BarrierOperation or DelayOperation)
            {
                Split(operation, program, turn, slot, bodies);
                continue;
            }

            HashSet<int> qubits = Footprint.Of(operation, program).Qubits;
            int home = qubits.Count == 0 ? 0 : turn[qubits.First()];
            bodies[home].Add(operation.OnQubits(q => slot[q]));
            foreach (int qubit in qubits)
                isClean[qubit] = operation is ResetOperation;
        }

        var all = new List<Operation>(bodies[0]);
        for (int i = 1; i < turns; i++)
        {
            var dirty = Enumerable.Range(0, program.QubitCount).Where(q => turn[q] < i && !isClean[q]).Select(q => slot[q]).ToHashSet();
            var wanted = Enumerable.Range(0, program.QubitCount).Where(q => turn[q] == i).Select(q => slot[q]).Order();
            foreach (int qubit in wanted.Where(dirty.Contains))
            {
                all.Add(new ResetOperation(qubit));
                context.Count("resets added");
            }

            // A slot is as clean as its last user left it; what this turn leaves is looked up again in the next one.
            foreach (int earlier in Enumerable.Range(0, program.QubitCount).Where(q => turn[q] < i && wanted.Contains(slot[q])))
                isClean[earlier] = true;
            all.AddRange(bodies[i]);
        }

        return program with
        {
            QubitRegisters = [new QubitRegister(QubitRenaming.FreeName(program, "q"), width, 0)],
            Body = new Block([.. all]),
        };
    }

    private (int[] Turn, int[] Slot, int Turns, int Width) Assign(CircuitProgram program, QubitGroups groups)
    {
        int[] turn = new int[program.QubitCount];
        int[] slot = new int[program.QubitCount];
        int current = 0;
        int used = 0;
        int width = 0;
        foreach (int group in groups.Order)
        {
            IReadOnlyList<int> members = groups.Members(group);
            if (used + members.Count > maximumQubits)
            {
                current++;
                used = 0;
            }

            foreach (int qubit in members)
            {
                turn[qubit] = current;
                slot[qubit] = used++;
            }

            width = Math.Max(width, used);
        }

        return (turn, slot, current + 1, width);
    }

    // A barrier or delay over several groups becomes one for each turn.
    private static void Split(Operation operation, CircuitProgram program, int[] turn, int[] slot, List<Operation>[] bodies)
    {
        foreach (IGrouping<int, int> part in Footprint.Of(operation, program).Qubits.GroupBy(q => turn[q]))
        {
            EquatableArray<QubitOperand> qubits = [.. part.Select(q => slot[q]).Order().Select(q => (QubitOperand)q)];
            bodies[part.Key].Add(operation is BarrierOperation barrier ? barrier with { Qubits = qubits } : ((DelayOperation)operation) with { Qubits = qubits });
        }
    }
}
