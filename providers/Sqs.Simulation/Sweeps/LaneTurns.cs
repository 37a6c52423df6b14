namespace Sqs.Simulation.Sweeps;

/// <summary>Rotations of qubits inside a vector: all exchanges first, then the turns, which no exchange of another qubit changes.</summary>
/// <typeparam name="TLanes">The vectors.</typeparam>
internal sealed class LaneTurns<TLanes>
    where TLanes : unmanaged
{
    /// <summary>Most qubits inside a vector.</summary>
    public const int Most = 4;

    /// <summary>Number of rotations.</summary>
    public int Count { get; set; }

    /// <summary>Whether any amplitudes change places.</summary>
    public bool IsExchanged { get; set; }

    /// <summary>Indices that exchange the lanes.</summary>
    public TLanes Exchange { get; set; }

    /// <summary>For each rotation the indices that bring each lane its partner.</summary>
    public TLanes[] Partners { get; } = new TLanes[Most];

    /// <summary>For each rotation the tangent by lane: minus where the rotated bit is 0, plus where it is 1.</summary>
    public TLanes[] Tangents { get; } = new TLanes[Most];
}
