namespace Sqs.Simulation.Sweeps;

/// <summary>Phases, which commute, and then rotations of different qubits, which commute as well.</summary>
internal sealed class SweepLevel
{
    /// <summary>Phases by their mask; bits 0 and up are the inner positions of the block, then come the outer ones.</summary>
    public Dictionary<long, double> Phases { get; } = [];

    /// <summary>Rotations, their qubits being bits of the index in a block.</summary>
    public List<SweepOperation> Rotations { get; } = [];
}
