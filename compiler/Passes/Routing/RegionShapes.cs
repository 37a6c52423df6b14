using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Routing;

/// <summary>The kinds of connected regions of a given size that a device has, compact ones first: where a component without an embedding may live.</summary>
internal static class RegionShapes
{
    private const int MaximumRegions = 60_000;

    /// <summary>Finds one region of each kind.</summary>
    /// <param name="coupling">The couplings.</param>
    /// <param name="isUsable">Whether a qubit may be part of a region.</param>
    /// <param name="isEdgeUsable">Whether a coupling may be used.</param>
    /// <param name="size">Number of qubits.</param>
    /// <param name="limit">Most kinds.</param>
    /// <returns>The couplings of each kind, between its nodes 0 to size - 1.</returns>
    public static IReadOnlyList<(int First, int Second)[]> Find(
        CouplingMap coupling, Func<int, bool> isUsable, Func<int, int, bool> isEdgeUsable, int size, int limit)
    {
        var kinds = new Dictionary<string, (int Spread, (int, int)[] Edges)>(StringComparer.Ordinal);
        int seen = 0;
        for (int root = 0; root < coupling.QubitCount && seen < MaximumRegions; root++)
        {
            if (isUsable(root))
                Extend([root], root, [.. Next([root], root)], []);
        }

        return [.. kinds.Values.OrderBy(k => k.Spread).ThenByDescending(k => k.Edges.Length).Take(limit).Select(k => k.Edges)];

        IEnumerable<int> Next(List<int> region, int root) =>
            coupling.Neighbours(region[^1]).Where(n => n > root && isUsable(n) && isEdgeUsable(region[^1], n) && !region.Contains(n));

        // Each connected set once: it grows from its smallest member, and a candidate passed over stays out (Wernicke's ESU, IEEE/ACM TCBB 3, 347).
        void Extend(List<int> region, int root, List<int> candidates, HashSet<int> excluded)
        {
            if (region.Count == size)
            {
                seen++;
                Classify(region);
                return;
            }

            var passed = new HashSet<int>(excluded);
            for (int i = 0; i < candidates.Count && seen < MaximumRegions; i++)
            {
                int taken = candidates[i];
                passed.Add(taken);
                List<int> grown = [.. region, taken];
                Extend(grown, root, [.. candidates.Skip(i + 1), .. Next(grown, root).Where(n => !passed.Contains(n) && !candidates.Contains(n))], passed);
            }
        }

        void Classify(List<int> region)
        {
            (int, int)[] edges =
            [
                .. from i in Enumerable.Range(0, size)
                   from k in Enumerable.Range(i + 1, size - i - 1)
                   where coupling.AreCoupled(region[i], region[k]) && isEdgeUsable(region[i], region[k])
                   select (i, k),
            ];
            int[][] distances = RegionRouter.DistancesOf(edges, size);
            string key = string.Join('|', distances.Select(row => string.Concat(row.Order().Select(d => (char)('0' + d)))).Order(StringComparer.Ordinal));
            kinds.TryAdd(key, (distances.Sum(row => row.Sum()), edges));
        }
    }
}
