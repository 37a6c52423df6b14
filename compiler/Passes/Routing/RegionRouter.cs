namespace Sqs.Compiler.Passes.Routing;

/// <summary>
/// The cheapest swaps that run a small component on a small region, over all starting layouts: in the order of their cost, gates run as soon as they can.
/// A swap right behind a gate on its pair costs one gate more than that gate alone (both become one block), any other three. Exact while no cost has more
/// states than are kept; beyond that the states that ran most gates go on. Deterministic.
/// </summary>
/// <param name="pairs">The component's two-qubit gates in the order of the program, between its qubits 0 to size - 1.</param>
/// <param name="size">Number of qubits and of nodes.</param>
/// <param name="cancellation">Stops the search.</param>
internal sealed class RegionRouter(IReadOnlyList<(int First, int Second)> pairs, int size, CancellationToken cancellation)
{
    private const int KeptStates = 100;
    private const int MergedSwapCost = 1;
    private const int SwapCost = 3;

    // For each qubit the indices of its gates, in order.
    private readonly int[][] _gates =
        [.. Enumerable.Range(0, size).Select(q => Enumerable.Range(0, pairs.Count).Where(i => pairs[i].First == q || pairs[i].Second == q).ToArray())];

    /// <param name="Layout">The node of each qubit.</param>
    /// <param name="Done">Gates run on each qubit.</param>
    /// <param name="Swapped">Qubits that were swapped since their last gate, as a set of bits.</param>
    /// <param name="Count">Gates run.</param>
    /// <param name="Parent">The state before the last swap.</param>
    /// <param name="Edge">The coupling of that swap.</param>
    private sealed record State(int[] Layout, int[] Done, int Swapped, int Count, State? Parent, int Edge)
    {
        public string Key() => string.Concat(Layout.Concat(Done).Append(Swapped).Select(v => (char)v));
    }

    /// <summary>The number of couplings between nodes.</summary>
    public static int[][] DistancesOf(IReadOnlyList<(int First, int Second)> edges, int size)
    {
        int[][] distance = [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(k => i == k ? 0 : size).ToArray())];
        foreach ((int first, int second) in edges)
            distance[first][second] = distance[second][first] = 1;
        for (int via = 0; via < size; via++)
        {
            for (int i = 0; i < size; i++)
            {
                for (int k = 0; k < size; k++)
                    distance[i][k] = Math.Min(distance[i][k], distance[i][via] + distance[via][k]);
            }
        }

        return distance;
    }

    /// <summary>Routes on a region.</summary>
    /// <param name="edges">Its couplings; connected.</param>
    /// <param name="maximumCost">More two-qubit gates for swaps are no use.</param>
    /// <returns>The route, or null when it costs more.</returns>
    public RegionRoute? Route((int First, int Second)[] edges, int maximumCost)
    {
        int[][] distance = DistancesOf(edges, size);
        var levels = new Dictionary<int, List<State>> { [0] = [.. Permutations(size).Select(layout => Run(layout, new int[size], 0, 0, null, -1, distance))] };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int cost = 0; cost <= maximumCost && levels.Count > 0; cost++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!levels.Remove(cost, out List<State>? level))
                continue;
            foreach (State state in Keep(level, distance))
            {
                if (state.Count == pairs.Count)
                    return RouteOf(state, edges, cost);
                if (seen.Add(state.Key()))
                    Expand(state, edges, cost, levels, distance);
            }
        }

        return null;
    }

    private void Expand(State state, (int First, int Second)[] edges, int cost, Dictionary<int, List<State>> levels, int[][] distance)
    {
        for (int edge = 0; edge < edges.Length; edge++)
        {
            // Back again with nothing run in between is no progress.
            if (edge == state.Edge && state.Count == state.Parent!.Count)
                continue;
            int first = Array.IndexOf(state.Layout, edges[edge].First);
            int second = Array.IndexOf(state.Layout, edges[edge].Second);
            int[] layout = (int[])state.Layout.Clone();
            (layout[first], layout[second]) = (layout[second], layout[first]);
            int swapped = state.Swapped | 1 << first | 1 << second;
            int price = cost + (IsBehindGate(state, first, second) ? MergedSwapCost : SwapCost);
            if (!levels.TryGetValue(price, out List<State>? level))
                levels.Add(price, level = []);
            level.Add(Run(layout, (int[])state.Done.Clone(), swapped, state.Count, state, edge, distance));
        }
    }

    private bool IsBehindGate(State state, int first, int second) =>
        (state.Swapped >> first & 1) == 0 && (state.Swapped >> second & 1) == 0 && state.Done[first] > 0 && state.Done[second] > 0
        && _gates[first][state.Done[first] - 1] == _gates[second][state.Done[second] - 1];

    private State Run(int[] layout, int[] done, int swapped, int count, State? parent, int edge, int[][] distance)
    {
        bool any = true;
        while (any)
        {
            any = false;
            for (int qubit = 0; qubit < size; qubit++)
            {
                if (done[qubit] == _gates[qubit].Length)
                    continue;
                int gate = _gates[qubit][done[qubit]];
                (int first, int second) = pairs[gate];
                int other = first == qubit ? second : first;
                if (done[other] == _gates[other].Length || _gates[other][done[other]] != gate || distance[layout[first]][layout[second]] != 1)
                    continue;
                done[first]++;
                done[second]++;
                swapped &= ~(1 << first | 1 << second);
                count++;
                any = true;
            }
        }

        return new State(layout, done, swapped, count, parent, edge);
    }

    private List<State> Keep(IEnumerable<State> states, int[][] distance) =>
        [.. states.OrderByDescending(s => s.Count).ThenBy(s => Ahead(s, distance)).Take(KeptStates)];

    // How far the qubits of the waiting gates are apart.
    private int Ahead(State state, int[][] distance)
    {
        int sum = 0;
        for (int qubit = 0; qubit < size; qubit++)
        {
            if (state.Done[qubit] < _gates[qubit].Length)
            {
                (int first, int second) = pairs[_gates[qubit][state.Done[qubit]]];
                sum += distance[state.Layout[first]][state.Layout[second]];
            }
        }

        return sum;
    }

    private static RegionRoute RouteOf(State done, (int First, int Second)[] edges, int cost)
    {
        var swaps = new List<(int, int, int)>();
        State state = done;
        for (; state.Parent is { } parent; state = parent)
            swaps.Add((edges[state.Edge].First, edges[state.Edge].Second, parent.Count));
        swaps.Reverse();
        return new RegionRoute(edges, state.Layout, swaps, cost);
    }

    private static IEnumerable<int[]> Permutations(int size)
    {
        int[] order = [.. Enumerable.Range(0, size)];
        while (true)
        {
            yield return (int[])order.Clone();
            int pivot = size - 2;
            while (pivot >= 0 && order[pivot] > order[pivot + 1])
                pivot--;
            if (pivot < 0)
                yield break;
            int successor = size - 1;
            while (order[successor] < order[pivot])
                successor--;
            (order[pivot], order[successor]) = (order[successor], order[pivot]);
            Array.Reverse(order, pivot + 1, size - pivot - 1);
        }
    }
}
