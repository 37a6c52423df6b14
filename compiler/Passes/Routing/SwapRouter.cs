using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Control;
using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Routing;

/// <summary>
/// Swaps qubits until every two-qubit gate joins coupled ones (SABRE, Li, Ding and Xie, ASPLOS 2019): of the swaps next to waiting gates the one that
/// brings these and the following gates closest is taken, with a decay that spreads swaps over the device. Deterministic.
/// </summary>
internal sealed class SwapRouter
{
    private const int LookAhead = 20;
    private const double LookAheadWeight = 0.5;
    private const double DecayStep = 0.001;

    private readonly CouplingMap _coupling;
    private readonly Operation[] _operations;
    private readonly (int First, int Second)?[] _pairs;
    private readonly int[][] _successors;
    private readonly int[] _predecessors;
    private readonly CancellationToken _cancellation;
    private readonly IReadOnlyList<PlannedSwaps> _plans;
    private readonly int[] _planOf;

    public SwapRouter(
        CircuitProgram program, IReadOnlyList<Operation> operations, CouplingMap coupling, CancellationToken cancellation, IReadOnlyList<PlannedSwaps>? plans = null)
    {
        _plans = plans ?? [];
        _planOf = new int[program.QubitCount];
        Array.Fill(_planOf, -1);
        for (int plan = 0; plan < _plans.Count; plan++)
        {
            foreach (int qubit in _plans[plan].Component)
                _planOf[qubit] = plan;
        }

        _coupling = coupling;
        _cancellation = cancellation;
        _operations = [.. operations];
        _pairs = [.. _operations.Select(PairOf)];
        _predecessors = new int[_operations.Length];
        var successors = new List<int>[_operations.Length];
        var lastOnQubit = new int[program.QubitCount];
        var lastOnBit = new int[program.BitCount];
        Array.Fill(lastOnQubit, -1);
        Array.Fill(lastOnBit, -1);
        for (int i = 0; i < _operations.Length; i++)
        {
            successors[i] = [];
            foreach (int before in Qubits(_operations[i], program.QubitCount).Select(q => Replace(lastOnQubit, q, i))
                .Concat(Bits(program, _operations[i]).Select(b => Replace(lastOnBit, b, i))).Where(b => b >= 0 && b != i).Distinct())
            {
                successors[before].Add(i);
                _predecessors[i]++;
            }
        }

        _successors = [.. successors.Select(s => s.ToArray())];
    }

    /// <summary>Routes from a layout.</summary>
    /// <param name="layout">Device qubit by program qubit; changed to the layout at the end.</param>
    /// <param name="output">Takes the operations on device qubits, or null when only the layout matters.</param>
    /// <returns>Number of swaps.</returns>
    public int Route(int[] layout, List<Operation>? output)
    {
        int[] waiting = (int[])_predecessors.Clone();
        var front = new List<int>(Enumerable.Range(0, _operations.Length).Where(i => waiting[i] == 0));
        var holder = new int[_coupling.QubitCount];
        Array.Fill(holder, -1);
        for (int qubit = 0; qubit < layout.Length; qubit++)
        {
            if (layout[qubit] >= 0)
                holder[layout[qubit]] = qubit;
        }

        int[] gatesDone = new int[_plans.Count];
        int[] swapsDone = new int[_plans.Count];
        bool isPlanned = _plans.Count > 0;
        var decay = new double[_coupling.QubitCount];
        int swaps = 0;
        int stalled = 0;
        while (front.Count > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (RunReady(front, waiting, layout, output, gatesDone))
            {
                Array.Clear(decay);
                stalled = 0;
                continue;
            }

            if (isPlanned && NextPlanned(gatesDone, swapsDone) is var (from, to))
            {
                Swap(from, to);
                continue;
            }

            // Outcomes of other components can hold a component's gates back, so that its plan no longer fits.
            isPlanned = false;
            (int first, int second) = stalled++ < 3 * _coupling.QubitCount ? BestSwap(front, layout, decay) : Towards(front[0], layout);
            Swap(first, second);
            decay[first] += DecayStep;
            decay[second] += DecayStep;
        }

        return swaps;

        void Swap(int first, int second)
        {
            if (output is not null)
                Insert(first, second, output);
            (holder[first], holder[second]) = (holder[second], holder[first]);
            if (holder[first] >= 0)
                layout[holder[first]] = first;
            if (holder[second] >= 0)
                layout[holder[second]] = second;
            swaps++;
        }
    }

    // Right behind a gate on its pair a swap joins that gate in one block: what happened to either qubit since then, its measurement above all, happens on
    // the other one instead.
    private static void Insert(int first, int second, List<Operation> output)
    {
        int at = output.Count - 1;
        while (at >= 0 && (PairOf(output[at]) is not var (a, b) || (a != first && a != second && b != first && b != second)))
            at--;
        bool isSamePair = at >= 0 && output[at] is GateOperation { Qubits: [var c, var d] } && Math.Min(c.Index, d.Index) == Math.Min(first, second) && Math.Max(c.Index, d.Index) == Math.Max(first, second);
        var swap = new GateOperation(GateTable.Find("swap"), [], [first, second]);
        if (!isSamePair)
        {
            output.Add(swap);
            return;
        }

        for (int i = at + 1; i < output.Count; i++)
            output[i] = Relabelling.Of(output[i], q => q == first ? second : q == second ? first : q);
        output.Insert(at + 1, swap);
    }

    private (int First, int Second)? NextPlanned(int[] gatesDone, int[] swapsDone)
    {
        for (int plan = 0; plan < _plans.Count; plan++)
        {
            IReadOnlyList<(int First, int Second, int GatesBefore)> swaps = _plans[plan].Swaps;
            if (swapsDone[plan] < swaps.Count && swaps[swapsDone[plan]].GatesBefore == gatesDone[plan])
            {
                (int first, int second, _) = swaps[swapsDone[plan]++];
                return (first, second);
            }
        }

        return null;
    }

    private bool RunReady(List<int> front, int[] waiting, int[] layout, List<Operation>? output, int[] gatesDone)
    {
        bool any = false;
        for (int i = 0; i < front.Count;)
        {
            int index = front[i];
            if (_pairs[index] is { } pair && !_coupling.AreCoupled(layout[pair.First], layout[pair.Second]))
            {
                i++;
                continue;
            }

            any = true;
            if (_pairs[index] is { } ran && _planOf[ran.First] >= 0)
                gatesDone[_planOf[ran.First]]++;
            output?.Add(Relabelling.Of(_operations[index], q => layout[q]));
            front.RemoveAt(i);
            foreach (int next in _successors[index])
            {
                if (--waiting[next] == 0)
                    front.Add(next);
            }
        }

        return any;
    }

    private (int First, int Second) BestSwap(List<int> front, int[] layout, double[] decay)
    {
        List<(int First, int Second)> near = [.. front.Select(i => _pairs[i]!.Value)];
        List<(int First, int Second)> far = Following(front);
        var active = near.SelectMany(p => new[] { layout[p.First], layout[p.Second] }).ToHashSet();
        (int, int) best = default;
        double bestCost = double.PositiveInfinity;
        foreach (int qubit in active.Order())
        {
            foreach (int other in _coupling.Neighbours(qubit))
            {
                double cost = (1 + Math.Max(decay[qubit], decay[other]))
                    * ((Distance(near, layout, qubit, other) / near.Count) + (far.Count == 0 ? 0 : LookAheadWeight * Distance(far, layout, qubit, other) / far.Count));
                if (cost < bestCost - 1e-12)
                    (best, bestCost) = ((qubit, other), cost);
            }
        }

        return best;
    }

    private (int First, int Second) Towards(int index, int[] layout)
    {
        (int first, int second) = _pairs[index]!.Value;
        int step = _coupling.Neighbours(layout[first]).MinBy(n => _coupling.Distance(n, layout[second]));
        return (layout[first], step);
    }

    private double Distance(List<(int First, int Second)> pairs, int[] layout, int swapped, int with)
    {
        double sum = 0;
        foreach ((int first, int second) in pairs)
            sum += _coupling.Distance(Moved(layout[first]), Moved(layout[second]));
        return sum;

        int Moved(int qubit) => qubit == swapped ? with : qubit == with ? swapped : qubit;
    }

    private List<(int First, int Second)> Following(List<int> front)
    {
        var far = new List<(int, int)>();
        var seen = new HashSet<int>(front);
        var queue = new Queue<int>(front);
        while (queue.TryDequeue(out int index) && far.Count < LookAhead)
        {
            foreach (int next in _successors[index])
            {
                if (!seen.Add(next))
                    continue;
                if (_pairs[next] is { } pair)
                    far.Add(pair);
                queue.Enqueue(next);
            }
        }

        return far;
    }

    private static int Replace(int[] last, int key, int value)
    {
        int before = last[key];
        last[key] = value;
        return before;
    }

    /// <summary>The qubits an operation joins, or null.</summary>
    public static (int First, int Second)? PairOf(Operation operation)
    {
        GateOperation? gate = operation as GateOperation ?? operation.Blocks().SelectMany(b => b.DescendantOperations()).OfType<GateOperation>().FirstOrDefault(g => g.Qubits.Count == 2);
        return gate is { Qubits: [var first, var second] } ? (first.Index, second.Index) : null;
    }

    private static IEnumerable<int> Qubits(Operation operation, int qubitCount)
    {
        if (operation is BarrierOperation { Qubits.IsEmpty: true } or DelayOperation { Qubits.IsEmpty: true })
            return Enumerable.Range(0, qubitCount);
        return operation.Operands().Concat(operation.Blocks().SelectMany(b => b.DescendantOperations()).SelectMany(o => o.Operands())).Select(q => q.Index).Distinct();
    }

    private static IEnumerable<int> Bits(CircuitProgram program, Operation operation) => operation switch
    {
        MeasureOperation { Target: { } bit } => [bit.Index],
        IfOperation branch => TruthTable.BitsOf(program, branch.Condition)
            .Concat(branch.Blocks().SelectMany(b => b.DescendantOperations()).OfType<MeasureOperation>().Where(m => m.Target is not null).Select(m => m.Target!.Value.Index)).Distinct(),
        _ => [],
    };
}
