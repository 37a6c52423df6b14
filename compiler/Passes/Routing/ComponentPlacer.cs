using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Routing;

/// <summary>
/// Puts the components of an interaction graph side by side on a device, the best qubits first, without swaps. Components of one shape share their list
/// of embeddings. Of the free embeddings the one of least expected error wins; where that leaves some component without a place, the placement is
/// tried again preferring qubits with few free neighbours, which keeps the rest in one piece.
/// </summary>
internal sealed class ComponentPlacer(Target target, InteractionGraph graph, CancellationToken cancellation)
{
    private const int SearchBudget = 2_000_000;
    private const int MaximumEmbeddings = 20_000;
    private const double UnusableError = 0.5;

    private static readonly double[] PackingWeights = [0, 1e-3, 1e-1, 10];

    private readonly CouplingMap _coupling = target.Coupling!;
    private readonly Dictionary<string, List<int[]>> _embeddings = new(StringComparer.Ordinal);
    private readonly string _twoQubitGate = target.PairGate;

    /// <summary>Places every component.</summary>
    /// <param name="qubitCount">Number of qubits of the program.</param>
    /// <param name="misfits">Components without a place.</param>
    /// <returns>Device qubits by program qubit, -1 for those without a place.</returns>
    public int[] Place(int qubitCount, out List<int[]> misfits)
    {
        int[]? best = null;
        misfits = [];
        foreach (double weight in PackingWeights)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] layout = Place(qubitCount, weight, out List<int[]> left);
            if (best is null || left.Count < misfits.Count)
                (best, misfits) = (layout, left);
            // A component that fits nowhere at all does not fit better when packed otherwise.
            if (left.Count == 0 || left.TrueForAll(c => EmbeddingsOf(c).Count == 0))
                break;
        }

        return best!;
    }

    private int[] Place(int qubitCount, double packing, out List<int[]> misfits)
    {
        var layout = new int[qubitCount];
        Array.Fill(layout, -1);
        var free = Enumerable.Range(0, _coupling.QubitCount).Select(target.IsOperational).ToArray();
        misfits = [];
        foreach (int[] component in graph.Components)
        {
            int[]? best = null;
            double bestCost = double.PositiveInfinity;
            foreach (int[] embedding in EmbeddingsOf(component))
            {
                if (!Array.TrueForAll(embedding, q => free[q]))
                    continue;
                double cost = CostOf(component, embedding) + (packing * FreeNeighbours(embedding, free));
                if (cost < bestCost)
                    (best, bestCost) = (embedding, cost);
            }

            if (best is null)
            {
                misfits.Add(component);
                continue;
            }

            for (int i = 0; i < component.Length; i++)
            {
                layout[component[i]] = best[i];
                free[best[i]] = false;
            }
        }

        return layout;
    }

    private int FreeNeighbours(int[] embedding, bool[] free) =>
        embedding.Sum(q => _coupling.Neighbours(q).Count(n => free[n] && !embedding.Contains(n)));

    private double CostOf(int[] component, int[] embedding)
    {
        double cost = 0;
        for (int i = 0; i < component.Length; i++)
        {
            cost += graph.MeasurementsOf(component[i]) * target.ReadoutErrorOf(embedding[i]);
            cost += graph.GatesOn(component[i]) * target.ErrorOf("sx", embedding[i]);
            for (int k = i + 1; k < component.Length; k++)
            {
                if (graph.Edges.TryGetValue((component[i], component[k]), out int gates))
                    cost += gates * target.ErrorOf(_twoQubitGate, embedding[i], embedding[k]);
            }
        }

        return cost;
    }

    private List<int[]> EmbeddingsOf(int[] component)
    {
        var edges = new List<(int First, int Second)>();
        for (int i = 0; i < component.Length; i++)
        {
            for (int k = i + 1; k < component.Length; k++)
            {
                if (graph.Edges.ContainsKey((component[i], component[k])))
                    edges.Add((i, k));
            }
        }

        string shape = $"{component.Length}:{string.Join(",", edges)}";
        if (!_embeddings.TryGetValue(shape, out List<int[]>? found))
        {
            var search = new SubgraphSearch(_coupling, target.IsOperational, (a, b) => target.ErrorOf(_twoQubitGate, a, b) < UnusableError, SearchBudget);
            found = component.Length > _coupling.QubitCount ? [] : search.Find(component.Length, edges, MaximumEmbeddings);
            _embeddings.Add(shape, found);
        }

        return found;
    }
}
