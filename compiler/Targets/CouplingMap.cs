using System.Collections.Immutable;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Targets;

/// <summary>Which pairs of qubits a two-qubit gate may join. Undirected: native two-qubit gates of the supported devices are symmetric.</summary>
public sealed record CouplingMap
{
    private readonly ImmutableArray<ImmutableArray<int>> _neighbours;
    private readonly Lazy<ushort[]> _distances;

    /// <summary>Makes a map.</summary>
    /// <param name="qubitCount">Number of qubits.</param>
    /// <param name="edges">Coupled pairs in any order; repeated and reversed pairs count once.</param>
    public CouplingMap(int qubitCount, IEnumerable<(int First, int Second)> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        QubitCount = qubitCount;
        Edges = [.. edges.Select(e => e.First < e.Second ? e : (e.Second, e.First)).Distinct().Order()];
        var neighbours = new SortedSet<int>[qubitCount];
        for (int qubit = 0; qubit < qubitCount; qubit++)
            neighbours[qubit] = [];
        foreach ((int first, int second) in Edges)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)second, (uint)qubitCount, nameof(edges));
            neighbours[first].Add(second);
            neighbours[second].Add(first);
        }

        _neighbours = [.. neighbours.Select(n => n.ToImmutableArray())];
        _distances = new Lazy<ushort[]>(ComputeDistances);
    }

    /// <summary>Number of qubits.</summary>
    public int QubitCount { get; }

    /// <summary>Coupled pairs, smaller index first, in ascending order.</summary>
    public EquatableArray<(int First, int Second)> Edges { get; }

    /// <summary>A line of qubits.</summary>
    /// <param name="qubitCount">Number of qubits.</param>
    /// <returns>The map.</returns>
    public static CouplingMap Line(int qubitCount) => new(qubitCount, Enumerable.Range(0, Math.Max(0, qubitCount - 1)).Select(i => (i, i + 1)));

    /// <summary>A rectangle of qubits, numbered row by row.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Qubits a row.</param>
    /// <returns>The map.</returns>
    public static CouplingMap Square(int rows, int columns)
    {
        IEnumerable<(int, int)> across = from row in Enumerable.Range(0, rows) from column in Enumerable.Range(0, columns - 1) select ((row * columns) + column, (row * columns) + column + 1);
        IEnumerable<(int, int)> down = from row in Enumerable.Range(0, rows - 1) from column in Enumerable.Range(0, columns) select ((row * columns) + column, ((row + 1) * columns) + column);
        return new CouplingMap(rows * columns, across.Concat(down));
    }

    /// <summary>
    /// The heavy-hex lattice of the Heron devices: rows of 16 qubits, four bridges between neighbouring rows, at columns 3, 7, 11, 15 and
    /// 1, 5, 9, 13 in turn. Numbers run along a row, then its bridges.
    /// </summary>
    /// <param name="rows">Number of rows; 8 gives 156 qubits.</param>
    /// <returns>The map.</returns>
    public static CouplingMap HeavyHex(int rows)
    {
        const int Columns = 16;
        const int Bridges = 4;
        const int Stride = Columns + Bridges;
        var edges = new List<(int, int)>();
        for (int row = 0; row < rows; row++)
        {
            int first = row * Stride;
            for (int column = 0; column + 1 < Columns; column++)
                edges.Add((first + column, first + column + 1));
            for (int bridge = 0; bridge < Bridges && row + 1 < rows; bridge++)
            {
                int column = (4 * bridge) + (row % 2 == 0 ? 3 : 1);
                edges.Add((first + column, first + Columns + bridge));
                edges.Add((first + Columns + bridge, first + Stride + column));
            }
        }

        return new CouplingMap((rows * Stride) - Bridges, edges);
    }

    /// <summary>The qubits coupled to one.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <returns>Ascending indices.</returns>
    public ImmutableArray<int> Neighbours(int qubit) => _neighbours[qubit];

    /// <summary>Whether two qubits are coupled.</summary>
    /// <param name="first">One qubit.</param>
    /// <param name="second">The other.</param>
    /// <returns>Whether they are.</returns>
    public bool AreCoupled(int first, int second) => _neighbours[first].BinarySearch(second) >= 0;

    /// <summary>The number of couplings on a shortest way.</summary>
    /// <param name="from">One qubit.</param>
    /// <param name="to">The other.</param>
    /// <returns>The distance; <see cref="ushort.MaxValue"/> where no way leads.</returns>
    public int Distance(int from, int to) => _distances.Value[(from * QubitCount) + to];

    /// <summary>Equality by qubits and edges.</summary>
    /// <param name="other">The other map.</param>
    /// <returns>Whether both are alike.</returns>
    public bool Equals(CouplingMap? other) => other is not null && QubitCount == other.QubitCount && Edges == other.Edges;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(QubitCount, Edges.Count);

    private ushort[] ComputeDistances()
    {
        var distances = new ushort[QubitCount * QubitCount];
        Array.Fill(distances, ushort.MaxValue);
        var queue = new Queue<int>();
        for (int start = 0; start < QubitCount; start++)
        {
            Span<ushort> row = distances.AsSpan(start * QubitCount, QubitCount);
            row[start] = 0;
            queue.Enqueue(start);
            while (queue.TryDequeue(out int qubit))
            {
                foreach (int next in _neighbours[qubit])
                {
                    if (row[next] != ushort.MaxValue)
                        continue;
                    row[next] = (ushort)(row[qubit] + 1);
                    queue.Enqueue(next);
                }
            }
        }

        return distances;
    }
}
