namespace Sqs.Simulation.Batched;

/// <summary>
/// How numbers that belong to neurons lie in memory: cut into tiles of neighbouring neurons, each tile a matrix of its own whose rows are as wide as the tile. A kernel on a
/// tile then walks memory without gaps, and a tile of weights stays in the second cache level. Numbers behind the last neuron are padding.
/// </summary>
public sealed class TileLayout
{
    private const int Most = 128;
    private const int Quantum = 16;

    /// <summary>Lays out neurons.</summary>
    /// <param name="size">Number of neurons.</param>
    public TileLayout(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Size = size;
        Width = Math.Min(Most, (size + Quantum - 1) / Quantum * Quantum);
        Count = (size + Width - 1) / Width;
    }

    /// <summary>Number of neurons.</summary>
    public int Size { get; }

    /// <summary>Neurons a tile: a multiple of 16, and of 64 where there are several tiles.</summary>
    public int Width { get; }

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    /// <summary>Numbers a row has over all tiles, padding included.</summary>
    public int Padded => Width * Count;

    /// <summary>First neuron of a tile.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <returns>Index of the neuron.</returns>
    public int Start(int tile) => tile * Width;

    /// <summary>Neurons in a tile, padding left out.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <returns>The number.</returns>
    public int Used(int tile) => Math.Min(Width, Size - (tile * Width));

    /// <summary>The range of a tile in an array of matrices with one row a line.</summary>
    /// <param name="tile">Index of the tile.</param>
    /// <param name="rows">Rows of every matrix.</param>
    /// <returns>The range.</returns>
    public Range Matrix(int tile, int rows)
    {
        int start = tile * rows * Width;
        return start..(start + (rows * Width));
    }
}
