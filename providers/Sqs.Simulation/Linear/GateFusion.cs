using System.Numerics;
using Sqs.Simulation.Lowering;

namespace Sqs.Simulation.Linear;

/// <summary>Multiplies neighbouring gates of a wide state into matrices over a few wires, so that each pass over the amplitudes does more.</summary>
internal static class GateFusion
{
    /// <summary>Fuses.</summary>
    /// <param name="operations">Gates and measurements.</param>
    /// <param name="mostWires">Most wires of a fused gate.</param>
    /// <param name="mayOpenEarly">Whether a gate on fresh wires may move forward to fill a cluster, which brings its wires to life earlier.</param>
    /// <returns>Fewer operations with the same meaning.</returns>
    public static List<LinearOperation> Fuse(IReadOnlyList<LinearOperation> operations, int mostWires, bool mayOpenEarly) =>
        GateClusters.Find(operations, mostWires, mayOpenEarly).ConvertAll(ToOperation);

    private static LinearOperation ToOperation(List<LinearOperation> cluster)
    {
        if (cluster.Count == 1)
            return cluster[0];
        int[] wires = LinearOperation.Wires(cluster);
        int size = 1 << wires.Length;
        var product = new Complex[size * size];
        for (int i = 0; i < size; i++)
            product[(i * size) + i] = 1;
        int[] positions = LinearOperation.Positions(wires);
        foreach (LinearOperation operation in cluster)
            operation.Gate!.Relabel(positions).MultiplyOnto(product, wires.Length);
        return new LinearOperation(new BoundGate(product, wires, [], 0), -1, -1);
    }
}
