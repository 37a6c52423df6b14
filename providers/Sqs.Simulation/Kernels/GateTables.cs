using System.Numerics;

namespace Sqs.Simulation.Kernels;

/// <summary>
/// The entries of a matrix in the order in which a kernel of some width reads them. Targets are split into low ones, inside a vector, and high
/// ones. Row r gathers its sum over the differences d = row xor column, ascending: that order is the same for every width, and so are the bits.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal sealed class GateTables<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Lays a matrix out.</summary>
    /// <param name="matrix">Row-major matrix of dimension 2^targets.</param>
    /// <param name="targets">Positions, the first least significant in the matrix.</param>
    /// <param name="lanes">Numbers in a vector.</param>
    public GateTables(ReadOnlySpan<Complex> matrix, ReadOnlySpan<int> targets, int lanes)
    {
        int laneBits = BitOperations.Log2((uint)lanes);
        int[] order = [.. Enumerable.Range(0, targets.Length)];
        int[] positions = targets.ToArray();
        Array.Sort([.. positions], order);
        int[] low = [.. order.Where(i => positions[i] < laneBits)];
        int[] high = [.. order.Where(i => positions[i] >= laneBits)];
        HighPositions = Array.ConvertAll(high, i => positions[i]);
        LowMasks = new int[1 << low.Length];
        for (int x = 0; x < LowMasks.Length; x++)
        {
            for (int i = 0; i < low.Length; i++)
                LowMasks[x] |= ((x >> i) & 1) << positions[low[i]];
        }

        int size = 1 << targets.Length;
        int rows = 1 << high.Length;
        Stride = low.Length == 0 ? 1 : lanes;
        Entries = new T[2 * rows * size * Stride];
        int next = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int difference = 0; difference < size; difference++)
            {
                for (int lane = 0; lane < Stride; lane++)
                {
                    int fullRow = 0;
                    for (int i = 0; i < low.Length; i++)
                        fullRow |= ((lane >> positions[low[i]]) & 1) << low[i];
                    for (int i = 0; i < high.Length; i++)
                        fullRow |= ((row >> i) & 1) << high[i];
                    int flipped = 0;
                    for (int i = 0; i < order.Length; i++)
                        flipped |= ((difference >> i) & 1) << order[i];
                    Complex entry = matrix[(fullRow * size) + (fullRow ^ flipped)];
                    Entries[next + lane] = T.CreateTruncating(entry.Real);
                    Entries[next + Stride + lane] = T.CreateTruncating(entry.Imaginary);
                }

                next += 2 * Stride;
            }
        }
    }

    /// <summary>Positions of the high targets, ascending.</summary>
    public int[] HighPositions { get; }

    /// <summary>The lane exchange of each difference of low targets.</summary>
    public int[] LowMasks { get; }

    /// <summary>Numbers an entry takes: 1 where all lanes share it.</summary>
    public int Stride { get; }

    /// <summary>For every high row and difference the real parts, then the imaginary parts.</summary>
    public T[] Entries { get; }
}
