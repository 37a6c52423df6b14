using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Routing;

/// <summary>
/// Embeddings of a small interaction graph into the couplings of a device, by backtracking over an order in which every node but the first touches an
/// earlier one (the idea of VF2, Cordella et al., IEEE TPAMI 26, 1367).
/// </summary>
internal sealed class SubgraphSearch(CouplingMap coupling, Func<int, bool> isUsable, Func<int, int, bool> isEdgeUsable, int budget)
{
    private int _steps;

    /// <summary>Whether the last search ended because its budget was used up.</summary>
    public bool IsExhausted => _steps > budget;

    /// <summary>Finds embeddings, at most one a set of device qubits and orientation, until the budget is used up.</summary>
    /// <param name="count">Number of nodes.</param>
    /// <param name="edges">Pairs of nodes that must be coupled.</param>
    /// <param name="limit">Most embeddings.</param>
    /// <returns>Device qubits by node.</returns>
    public List<int[]> Find(int count, IReadOnlyList<(int First, int Second)> edges, int limit)
    {
        var found = new List<int[]>();
        int[][] neighbours = [.. Enumerable.Range(0, count).Select(n => edges.Where(e => e.First == n || e.Second == n).Select(e => e.First == n ? e.Second : e.First).ToArray())];
        int[] order = Order(count, neighbours);
        var image = new int[count];
        Array.Fill(image, -1);
        var used = new HashSet<int>();
        _steps = 0;
        Extend(0);
        return found;

        void Extend(int depth)
        {
            if (depth == count)
            {
                found.Add((int[])image.Clone());
                return;
            }

            int node = order[depth];
            int[] placed = [.. neighbours[node].Where(n => image[n] >= 0)];
            IEnumerable<int> candidates = placed.Length == 0 ? Enumerable.Range(0, coupling.QubitCount) : coupling.Neighbours(image[placed[0]]);
            foreach (int qubit in candidates)
            {
                if (found.Count >= limit || _steps++ > budget)
                    return;
                if (used.Contains(qubit) || !isUsable(qubit) || !Array.TrueForAll(placed, n => coupling.AreCoupled(qubit, image[n]) && isEdgeUsable(qubit, image[n])))
                    continue;
                image[node] = qubit;
                used.Add(qubit);
                Extend(depth + 1);
                used.Remove(qubit);
                image[node] = -1;
            }
        }
    }

    private static int[] Order(int count, int[][] neighbours)
    {
        var order = new List<int>(count);
        while (order.Count < count)
        {
            int next = Enumerable.Range(0, count).Except(order)
                .OrderByDescending(n => neighbours[n].Count(order.Contains)).ThenByDescending(n => neighbours[n].Length).ThenBy(n => n).First();
            order.Add(next);
        }

        return [.. order];
    }
}
