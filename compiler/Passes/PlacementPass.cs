using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Routing;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Puts program qubits on device qubits: components that do not interact side by side on the best free part of the device, swaps only when a component
/// embeds nowhere. Takes programs whose gates act on one or two qubits.
/// </summary>
/// <param name="target">A target with a coupling map.</param>
public sealed class PlacementPass(Target target) : CircuitPass
{
    private const int LayoutRounds = 3;

    private readonly CouplingMap _coupling = target.Coupling ?? throw new ArgumentException($"target '{target.Name}' has no coupling map", nameof(target));

    /// <inheritdoc/>
    public override string Name => "place";

    /// <inheritdoc/>
    public override string Purpose => "qubits on the device, the best part first; swaps only where no embedding exists";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Requires => [new StraightControlPredicate(), new NativeGatesPredicate(target.Gates)];

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => [new ConnectivityPredicate(_coupling), new WidthPredicate(_coupling.QubitCount)];

    /// <inheritdoc/>
    public override bool Preserves(ProgramPredicate predicate) => predicate is not NativeGatesPredicate;

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        var graph = new InteractionGraph(program);
        int used = graph.Components.Sum(c => c.Length);
        int usable = Enumerable.Range(0, _coupling.QubitCount).Count(target.IsOperational);
        if (used > usable)
        {
            context.Diagnostics.Report(TargetDiagnostics.TooWide, SourceSpan.None, used, usable);
            return program;
        }

        int[] layout = new ComponentPlacer(target, graph, context.Cancellation).Place(program.QubitCount, out List<int[]> misfits);
        int[] initial = (int[])layout.Clone();
        int swaps = 0;
        List<Operation> operations;
        if (misfits.Count == 0)
        {
            operations = [.. program.Body.Operations.Select(o => Relabelling.Of(WithoutUnplaced(o, layout), q => layout[q]))];
        }
        else
        {
            List<Operation> split = [.. program.Body.Operations.SelectMany(SplitBranches).Select(o => WithoutUnplaced(o, [.. Enumerable.Range(0, program.QubitCount).Select(q => graph.GatesOn(q) + graph.MeasurementsOf(q) > 0 ? q : -1)]))];
            List<Operation> measurements = TakeFinalMeasurements(split);
            IReadOnlyList<PlannedSwaps>? plans = new ComponentRouter(target, graph, context.Cancellation).Plan(misfits, c => PairsOf(c, split), layout);
            if (plans is null)
            {
                FillFree(layout, misfits, graph);
                layout = ImproveLayout(program, split, layout, context.Cancellation);
            }

            initial = (int[])layout.Clone();
            operations = [];
            swaps = new SwapRouter(program, split, _coupling, context.Cancellation, plans).Route(layout, operations);
            operations.AddRange(measurements.Select(m => Relabelling.Of(m, q => layout[q])));
        }

        context.Count("swaps", swaps);
        context.Count("components", graph.Components.Count);
        context.Placement = new Placement([.. initial], [.. layout], [.. graph.Components.Select(c => c.ToEquatableArray())], swaps);
        QubitRegister register = target.PhysicalQubits ? new QubitRegister("$", _coupling.QubitCount, 0, IsPhysical: true) : new QubitRegister("q", _coupling.QubitCount, 0);
        return program with { QubitRegisters = [register], Body = new Block([.. operations]) };
    }

    private static List<(int First, int Second)> PairsOf(int[] component, List<Operation> operations)
    {
        var index = component.Select((qubit, i) => (qubit, i)).ToDictionary(x => x.qubit, x => x.i);
        var pairs = new List<(int, int)>();
        foreach (Operation operation in operations)
        {
            if (SwapRouter.PairOf(operation) is var (first, second) && index.TryGetValue(first, out int a))
                pairs.Add((a, index[second]));
        }

        return pairs;
    }

    // Barriers may name qubits that nothing ever happens to; these have no place on the device.
    private static Operation WithoutUnplaced(Operation operation, int[] layout) => operation switch
    {
        BarrierOperation barrier => barrier with { Qubits = [.. barrier.Qubits.Where(q => layout[q.Index] >= 0)] },
        DelayOperation delay => delay with { Qubits = [.. delay.Qubits.Where(q => layout[q.Index] >= 0)] },
        _ => operation,
    };

    // Where measurement comes last, no swap may pass a measured qubit, so the measurements wait for the final layout.
    private List<Operation> TakeFinalMeasurements(List<Operation> operations)
    {
        if (target.MidCircuitMeasurement)
            return [];
        List<Operation> measurements = [.. operations.OfType<MeasureOperation>()];
        operations.RemoveAll(o => o is MeasureOperation);
        return measurements;
    }

    private static IEnumerable<Operation> SplitBranches(Operation operation)
    {
        if (operation is not IfOperation branch || branch.Blocks().SelectMany(b => b.Operations).Count(o => o.Operands().Count > 1) < 2)
            return [operation];
        IEnumerable<Operation> then = branch.Then.Operations.Select(o => branch with { Then = new Block([o]), Else = null });
        IEnumerable<Operation> otherwise = branch.Else is null ? [] : branch.Else.Operations.Select(o => branch with { Then = Block.Empty, Else = new Block([o]) });
        return then.Concat(otherwise);
    }

    // Components without an embedding start close together: each qubit next to those it meets most.
    private void FillFree(int[] layout, List<int[]> misfits, InteractionGraph graph)
    {
        var free = Enumerable.Range(0, _coupling.QubitCount).Where(target.IsOperational).ToHashSet();
        free.ExceptWith(layout.Where(q => q >= 0));
        foreach (int qubit in misfits.SelectMany(c => c).OrderByDescending(q => graph.Edges.Where(e => e.Key.First == q || e.Key.Second == q).Sum(e => e.Value)))
        {
            (int Place, int Weight)[] partners =
            [
                .. graph.Edges.Where(e => e.Key.First == qubit || e.Key.Second == qubit)
                    .Select(e => (layout[e.Key.First == qubit ? e.Key.Second : e.Key.First], e.Value)).Where(p => p.Item1 >= 0),
            ];
            int place = free.OrderBy(f => partners.Sum(p => p.Weight * _coupling.Distance(f, p.Place)))
                .ThenByDescending(f => _coupling.Neighbours(f).Count(free.Contains)).ThenBy(f => f).First();
            layout[qubit] = place;
            free.Remove(place);
        }
    }

    // Routing forwards and backwards ends in a layout that suits the start (SABRE's reverse traversal).
    private int[] ImproveLayout(CircuitProgram program, List<Operation> operations, int[] start, CancellationToken cancellation)
    {
        var forward = new SwapRouter(program, operations, _coupling, cancellation);
        List<Operation> reversed = [.. operations];
        reversed.Reverse();
        var backward = new SwapRouter(program, reversed, _coupling, cancellation);
        int[] layout = (int[])start.Clone();
        int[] best = (int[])start.Clone();
        int fewest = int.MaxValue;
        for (int round = 0; round < LayoutRounds; round++)
        {
            int[] candidate = (int[])layout.Clone();
            int swaps = forward.Route(layout, null);
            if (swaps < fewest)
                (fewest, best) = (swaps, candidate);
            backward.Route(layout, null);
        }

        return best;
    }
}
