using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Routing;

/// <summary>
/// Gives each component without an embedding a region of the device of its own and the fewest swaps inside it. Components that look alike, as neurons of a
/// layer do, share their search.
/// </summary>
internal sealed class ComponentRouter(Target target, InteractionGraph graph, CancellationToken cancellation)
{
    /// <summary>Larger components are left to the general router: their starting layouts are too many.</summary>
    public const int MaximumSize = 8;

    private const int MaximumShapes = 12;
    private const int MaximumShapesOfLarge = 3;
    private const int MaximumEmbeddings = 5_000;
    private const int SearchBudget = 1_000_000;
    private const double UnusableError = 0.5;

    private readonly CouplingMap _coupling = target.Coupling!;
    private readonly Dictionary<string, List<RegionRoute>> _routes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int[]>> _places = new(StringComparer.Ordinal);

    /// <summary>Places components and plans their swaps.</summary>
    /// <param name="components">The components.</param>
    /// <param name="pairsOf">The two-qubit gates of a component in the order of the program, as indices into the component.</param>
    /// <param name="layout">Device qubits by program qubit, -1 for those without a place; completed when every component finds a region.</param>
    /// <returns>The swaps of each component on device qubits, or null when some component finds none.</returns>
    public IReadOnlyList<PlannedSwaps>? Plan(IReadOnlyList<int[]> components, Func<int[], IReadOnlyList<(int First, int Second)>> pairsOf, int[] layout)
    {
        var free = Enumerable.Range(0, _coupling.QubitCount).Where(target.IsOperational).ToHashSet();
        free.ExceptWith(layout);
        int[] completed = (int[])layout.Clone();
        var plans = new List<PlannedSwaps>();
        foreach (int[] component in components)
        {
            if (component.Length > MaximumSize)
                return null;
            (RegionRoute route, int[] place)? found = null;
            foreach (RegionRoute candidate in RoutesOf(pairsOf(component), component.Length))
            {
                int[]? best = PlacesOf(candidate.Edges, component.Length).Where(p => p.All(free.Contains)).MinBy(p => CostOf(component, candidate, p));
                if (best is null)
                    continue;
                found = (candidate, best);
                break;
            }

            if (found is not var (chosen, qubits))
                return null;
            for (int i = 0; i < component.Length; i++)
            {
                completed[component[i]] = qubits[chosen.Initial[i]];
                free.Remove(qubits[i]);
            }

            plans.Add(new PlannedSwaps(component, [.. chosen.Swaps.Select(s => (qubits[s.First], qubits[s.Second], s.GatesBefore))]));
        }

        completed.CopyTo(layout.AsSpan());
        return plans;
    }

    private List<RegionRoute> RoutesOf(IReadOnlyList<(int First, int Second)> pairs, int size)
    {
        string key = $"{size}:{string.Join(',', pairs)}";
        if (_routes.TryGetValue(key, out List<RegionRoute>? known))
            return known;
        var routes = new List<RegionRoute>();
        var router = new RegionRouter(pairs, size, cancellation);
        int shapes = size > 6 ? MaximumShapesOfLarge : MaximumShapes;
        foreach ((int, int)[] edges in RegionShapes.Find(_coupling, target.IsOperational, IsEdgeUsable, size, shapes))
        {
            // A shape that takes twice the best is no way out for components that find the best one occupied.
            int most = routes.Count == 0 ? 100_000 : (2 * routes.Min(r => r.Cost)) + 3;
            if (router.Route(edges, most) is { } route)
                routes.Add(route);
        }

        routes.Sort((a, b) => a.Cost.CompareTo(b.Cost));
        _routes.Add(key, routes);
        return routes;
    }

    private List<int[]> PlacesOf((int First, int Second)[] edges, int size)
    {
        string key = $"{size}:{string.Join(',', edges)}";
        if (!_places.TryGetValue(key, out List<int[]>? places))
        {
            places = new SubgraphSearch(_coupling, target.IsOperational, IsEdgeUsable, SearchBudget).Find(size, edges, MaximumEmbeddings);
            _places.Add(key, places);
        }

        return places;
    }

    private bool IsEdgeUsable(int first, int second) => target.ErrorOf(target.PairGate, first, second) < UnusableError;

    private double CostOf(int[] component, RegionRoute route, int[] place)
    {
        double cost = route.Edges.Sum(e => target.ErrorOf(target.PairGate, place[e.First], place[e.Second]));
        for (int i = 0; i < component.Length; i++)
            cost += graph.MeasurementsOf(component[i]) * target.ReadoutErrorOf(place[route.Initial[i]]);
        return cost;
    }
}
