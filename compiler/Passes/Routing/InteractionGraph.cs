using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Routing;

/// <summary>Which qubits of a program meet in two-qubit gates, how often, and what else happens to each.</summary>
internal sealed class InteractionGraph
{
    private readonly Dictionary<int, int> _gates = [];
    private readonly Dictionary<int, int> _measurements = [];

    public InteractionGraph(CircuitProgram program)
    {
        var parent = Enumerable.Range(0, program.QubitCount).ToArray();
        foreach (Operation operation in program.Body.DescendantOperations())
        {
            if (operation is BarrierOperation or DelayOperation)
                continue;
            foreach (QubitOperand operand in operation.Operands())
            {
                Dictionary<int, int> counts = operation is MeasureOperation ? _measurements : _gates;
                counts[operand.Index] = counts.GetValueOrDefault(operand.Index) + 1;
            }

            // Gates on more than two qubits, not decomposed yet, count as one that joins every pair of them.
            EquatableArray<QubitOperand> joined = operation is GateOperation gate ? gate.Qubits : [];
            for (int i = 0; i < joined.Count; i++)
            {
                for (int k = i + 1; k < joined.Count; k++)
                {
                    (int first, int second) = (joined[i].Index, joined[k].Index);
                    (int, int) pair = first < second ? (first, second) : (second, first);
                    Edges[pair] = Edges.GetValueOrDefault(pair) + 1;
                    parent[Find(parent, first)] = Find(parent, second);
                }
            }
        }

        Components =
        [
            .. _gates.Keys.Union(_measurements.Keys).Order().GroupBy(q => Find(parent, q)).Select(g => g.ToArray()).OrderByDescending(c => c.Length).ThenBy(c => c[0]),
        ];
    }

    /// <summary>Number of gates a pair, smaller qubit first.</summary>
    public Dictionary<(int First, int Second), int> Edges { get; } = [];

    /// <summary>Used qubits that are connected by interactions; large components first.</summary>
    public IReadOnlyList<int[]> Components { get; }

    public int GatesOn(int qubit) => _gates.GetValueOrDefault(qubit);

    public int MeasurementsOf(int qubit) => _measurements.GetValueOrDefault(qubit);

    private static int Find(int[] parent, int qubit)
    {
        while (parent[qubit] != qubit)
            qubit = parent[qubit] = parent[parent[qubit]];
        return qubit;
    }
}
