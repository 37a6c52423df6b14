using System.Numerics;
using Sqs.Simulation.Kernels;

namespace Sqs.Simulation.Sweeps;

/// <summary>Up to four rotations of qubits above those inside a vector, with the places of the sixteen vectors they mix.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal sealed class QuadTurn<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Qubits = 4;

    private readonly int[] _skipped;
    private readonly int _laneBits;

    /// <summary>Lays rotations out. Fewer than four are filled up with rotations by nothing.</summary>
    /// <param name="rotations">Rotations of different bits.</param>
    /// <param name="laneBits">Bits of an index inside a vector; all rotated bits are above.</param>
    /// <param name="layout">Where the amplitudes of a block are.</param>
    public QuadTurn(IEnumerable<SweepOperation> rotations, int laneBits, BlockLayout layout)
    {
        Layout = layout;
        _laneBits = laneBits;
        List<SweepOperation> filled = [.. rotations];
        for (int position = laneBits; filled.Count < Qubits; position++)
        {
            if (!filled.Exists(r => r.Qubit == position))
                filled.Add(SweepOperation.Rotation(position, 0, false));
        }

        filled.Sort(static (first, second) => first.Qubit.CompareTo(second.Qubit));
        Tangents = [.. filled.Select(static r => T.CreateTruncating(r.Tangent)), .. filled.Select(static r => T.CreateTruncating(-r.Tangent))];
        int[] positions = [.. filled.Select(static r => r.Qubit)];
        _skipped = [.. positions.Select(position => position - laneBits)];
        int exchanged = 0;
        for (int i = 0; i < Qubits; i++)
            exchanged |= filled[i].IsExchanged ? 1 << i : 0;
        for (int i = 0; i < Indices.Length; i++)
            Indices[i] = (int)BitDeposit.Scatter((ulong)i, positions);
        for (int i = 0; i < Indices.Length; i++)
        {
            Targets[i] = layout.Place(Indices[i]);
            Sources[i] = layout.Place(Indices[i ^ exchanged]);
            BufferSources[i] = (i ^ exchanged) << laneBits;
        }
    }

    /// <summary>Where the amplitudes of a block are.</summary>
    public BlockLayout Layout { get; }

    /// <summary>Tangent of each rotation, then their negatives.</summary>
    public T[] Tangents { get; }

    /// <summary>Index of each vector of a group in the block, less that of the first.</summary>
    public int[] Indices { get; } = new int[1 << Qubits];

    /// <summary>Where each vector of a group is written, from the place of the first.</summary>
    public int[] Targets { get; } = new int[1 << Qubits];

    /// <summary>Where each vector of a group is read, after the exchanges.</summary>
    public int[] Sources { get; } = new int[1 << Qubits];

    /// <summary>Where each vector is read from sixteen that lie one behind the other in the order of <see cref="Indices"/>.</summary>
    public int[] BufferSources { get; } = new int[1 << Qubits];

    /// <summary>Index in the block of the first amplitude of a group.</summary>
    /// <param name="group">Number of the group.</param>
    /// <returns>The index.</returns>
    public int First(int group) => (int)BitDeposit.InsertZeros(group, _skipped) << _laneBits;
}
