using System.Numerics;
using Sqs.Simulation.Lowering;

namespace Sqs.Simulation.Linear;

/// <summary>
/// Multiplies neighbouring gates of a wide state into matrices over a few wires, so that each pass over the amplitudes does more. A gate joins
/// the latest cluster on its wires while that stays narrow; nothing between them touches these wires, so the order of the product holds.
/// </summary>
internal static class GateFusion
{
    /// <summary>Fuses.</summary>
    /// <param name="operations">Gates and measurements.</param>
    /// <param name="mostWires">Most wires of a fused gate.</param>
    /// <param name="mayOpenEarly">Whether a gate on fresh wires may move forward to fill a cluster, which brings its wires to life earlier.</param>
    /// <returns>Fewer operations with the same meaning.</returns>
    public static List<LinearOperation> Fuse(IReadOnlyList<LinearOperation> operations, int mostWires, bool mayOpenEarly)
    {
        var clusters = new List<Cluster>();
        var latest = new Dictionary<int, int>();
        int open = -1;
        foreach (LinearOperation operation in operations)
        {
            int last = -1;
            for (int w = 0; w < operation.WireCount; w++)
                last = Math.Max(last, latest.GetValueOrDefault(operation[w], -1));

            // A gate on wires that nothing has touched yet fills up the newest cluster.
            int candidate = last < 0 && mayOpenEarly ? open : last;
            if (operation.Gate is not null && candidate >= 0 && clusters[candidate].TryAdd(operation, mostWires))
            {
                Mark(latest, operation, candidate);
                continue;
            }

            clusters.Add(new Cluster(operation));
            Mark(latest, operation, clusters.Count - 1);
            open = operation.Gate is null ? -1 : clusters.Count - 1;
        }

        return clusters.ConvertAll(static cluster => cluster.ToOperation());
    }

    private static void Mark(Dictionary<int, int> latest, LinearOperation operation, int cluster)
    {
        for (int w = 0; w < operation.WireCount; w++)
            latest[operation[w]] = cluster;
    }

    private sealed class Cluster
    {
        private readonly List<LinearOperation> _operations = [];
        private readonly List<int> _wires = [];

        public Cluster(LinearOperation first)
        {
            _operations.Add(first);
            for (int w = 0; w < first.WireCount; w++)
                _wires.Add(first[w]);
        }

        public bool TryAdd(LinearOperation operation, int mostWires)
        {
            if (_operations[0].Gate is null)
                return false;
            var added = new List<int>();
            for (int w = 0; w < operation.WireCount; w++)
            {
                if (!_wires.Contains(operation[w]))
                    added.Add(operation[w]);
            }

            if (_wires.Count + added.Count > mostWires)
                return false;
            _wires.AddRange(added);
            _operations.Add(operation);
            return true;
        }

        public LinearOperation ToOperation()
        {
            if (_operations.Count == 1)
                return _operations[0];
            int size = 1 << _wires.Count;
            var product = new Complex[size * size];
            for (int i = 0; i < size; i++)
                product[(i * size) + i] = 1;
            int[] positions = new int[1 + _wires.Max()];
            for (int i = 0; i < _wires.Count; i++)
                positions[_wires[i]] = i;
            foreach (LinearOperation operation in _operations)
                operation.Gate!.Relabel(positions).MultiplyOnto(product, _wires.Count);
            return new LinearOperation(new BoundGate(product, [.. _wires], [], 0), -1, -1);
        }
    }
}
