using Sqs.Simulation.Chains;

namespace Sqs.Simulation.Linear;

/// <summary>A component with its chain of operators, contracted when first asked for.</summary>
/// <param name="Component">The component.</param>
/// <param name="Chain">The chain, or null where the component runs gate by gate.</param>
/// <param name="IsStateVector">Whether it runs on one state of all qubits.</param>
internal sealed record PreparedComponent(Component Component, Lazy<ChainSegment[]>? Chain, bool IsStateVector = false)
{
    /// <summary>Most bytes of the groups of shots.</summary>
    /// <param name="shots">Number of shots.</param>
    /// <param name="words">64-bit words a record.</param>
    /// <returns>The bytes.</returns>
    public long GroupBytes(int shots, int words)
    {
        int measurements = Component.Operations.Count(static o => o.IsMeasurement);
        double groups = Math.Min(shots, Math.Pow(2, measurements));
        return (long)groups * ((words * sizeof(ulong)) + sizeof(int));
    }
}
