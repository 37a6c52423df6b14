namespace Sqs.Simulation.Linear;

/// <summary>
/// Groups neighbouring operations that act on few wires together. An operation joins the latest group on its wires while that stays narrow; nothing
/// between them touches these wires, so that the order of their product holds. Measurements stand alone.
/// </summary>
internal static class GateClusters
{
    /// <summary>Groups.</summary>
    /// <param name="operations">Gates, channels and measurements.</param>
    /// <param name="mostWires">Most wires of a group.</param>
    /// <param name="mayOpenEarly">Whether an operation on fresh wires may move forward to fill a group, which brings its wires to life earlier.</param>
    /// <returns>The groups in order.</returns>
    public static List<List<LinearOperation>> Find(IReadOnlyList<LinearOperation> operations, int mostWires, bool mayOpenEarly)
    {
        var clusters = new List<Cluster>();
        var latest = new Dictionary<int, int>();
        int open = -1;
        foreach (LinearOperation operation in operations)
        {
            int last = -1;
            for (int w = 0; w < operation.WireCount; w++)
                last = Math.Max(last, latest.GetValueOrDefault(operation[w], -1));

            // An operation on wires that nothing has touched yet fills up the newest group.
            int candidate = last < 0 && mayOpenEarly ? open : last;
            if (operation.IsMeasurement || candidate < 0 || !clusters[candidate].TryAdd(operation, mostWires))
            {
                clusters.Add(new Cluster(operation));
                candidate = clusters.Count - 1;
                open = operation.IsMeasurement ? -1 : candidate;
            }

            for (int w = 0; w < operation.WireCount; w++)
                latest[operation[w]] = candidate;
        }

        return clusters.ConvertAll(static cluster => cluster.Operations);
    }

    private sealed class Cluster
    {
        private readonly HashSet<int> _wires = [];

        public Cluster(LinearOperation first) => Add(first);

        public List<LinearOperation> Operations { get; } = [];

        public bool TryAdd(LinearOperation operation, int mostWires)
        {
            if (Operations[0].IsMeasurement)
                return false;
            int added = 0;
            for (int w = 0; w < operation.WireCount; w++)
                added += _wires.Contains(operation[w]) ? 0 : 1;
            if (_wires.Count + added > mostWires)
                return false;
            Add(operation);
            return true;
        }

        private void Add(LinearOperation operation)
        {
            Operations.Add(operation);
            for (int w = 0; w < operation.WireCount; w++)
                _wires.Add(operation[w]);
        }
    }
}
