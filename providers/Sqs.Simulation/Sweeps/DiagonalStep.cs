using System.Numerics;

namespace Sqs.Simulation.Sweeps;

/// <summary>
/// The product of phases as a factor of every amplitude of a block: a number for each row of the block times an entry of a table. A row is
/// 2^<see cref="TableBits"/> neighbouring amplitudes. The table has one row for every pattern of the higher bits that phases tie to bits
/// within a row; these may be bits of the number of the block as well.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal sealed class DiagonalStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Bits of an index within a row.</summary>
    public const int TableBits = 7;

    private const long TableMask = (1L << TableBits) - 1;
    private const int MostPatternBits = 6;

    private readonly int _rowBits;
    private readonly Complex[] _rows;
    private readonly List<(long Outer, long Row, Complex Factor)> _outerFactors = [];
    private readonly List<int> _patternBits = [];
    private readonly int[] _patterns;

    private DiagonalStep(List<(long Mask, double Angle)> phases, double scale, int blockBits)
    {
        _rowBits = blockBits - TableBits;
        _rows = new Complex[1 << _rowBits];
        Array.Fill(_rows, Complex.One);
        foreach ((long mask, double _) in phases)
        {
            for (long high = (mask & TableMask) == 0 ? 0 : mask >> TableBits; high != 0; high &= high - 1)
            {
                int bit = BitOperations.TrailingZeroCount(high);
                if (!_patternBits.Contains(bit))
                    _patternBits.Add(bit);
            }
        }

        var table = new Complex[1 << (TableBits + _patternBits.Count)];
        Array.Fill(table, Complex.One);
        foreach ((long mask, double angle) in phases)
        {
            var factor = Complex.FromPolarCoordinates(1, angle);
            long high = mask >> TableBits;
            if ((mask & TableMask) != 0)
                table[(PatternOf(high) << TableBits) + (int)(mask & TableMask)] *= factor;
            else if (high >> _rowBits == 0)
                _rows[high] *= factor;
            else
                _outerFactors.Add((high >> _rowBits, high & ((1L << _rowBits) - 1), factor));
        }

        MultiplySubsets(table);
        MultiplySubsets(_rows);
        for (int row = 0; row < _rows.Length; row++)
            _rows[row] *= scale;
        _patterns = new int[_rows.Length];
        for (int row = 0; row < _patterns.Length; row++)
            _patterns[row] = PatternOf(row) << (TableBits + 1);
        Table = new T[2 * table.Length];
        for (int i = 0; i < table.Length; i++)
        {
            int place = i + (i & ~(int)TableMask);
            Table[place] = T.CreateTruncating(table[i].Real);
            Table[place + (1 << TableBits)] = T.CreateTruncating(table[i].Imaginary);
        }
    }

    /// <summary>The table: of each row the real parts, then the imaginary parts.</summary>
    public T[] Table { get; }

    /// <summary>Where the table row of each row of a block starts, as far as bits within the block tell.</summary>
    public ReadOnlySpan<int> Patterns => _patterns;

    /// <summary>Builds the steps of a level: one, unless its phases tie too many higher bits to a row.</summary>
    /// <param name="phases">Phases by mask.</param>
    /// <param name="scale">Real factor.</param>
    /// <param name="blockBits">Bits of an index in a block.</param>
    /// <returns>The steps, at least one.</returns>
    public static List<DiagonalStep<T>> Build(IReadOnlyDictionary<long, double> phases, double scale, int blockBits)
    {
        var groups = new List<(long Pattern, List<(long Mask, double Angle)> Phases)> { (0, []) };
        foreach ((long mask, double angle) in phases.OrderBy(static pair => pair.Key))
        {
            long pattern = (mask & TableMask) == 0 ? 0 : mask >> TableBits;
            int group = groups.FindIndex(g => BitOperations.PopCount((ulong)(g.Pattern | pattern)) <= MostPatternBits);
            if (group < 0)
            {
                group = groups.Count;
                groups.Add((pattern, []));
            }

            groups[group].Phases.Add((mask, angle));
            groups[group] = (groups[group].Pattern | pattern, groups[group].Phases);
        }

        return [.. groups.Select((group, index) => new DiagonalStep<T>(group.Phases, index == 0 ? scale : 1, blockBits))];
    }

    /// <summary>Where the table rows of a block start in the table, added to <see cref="Patterns"/>.</summary>
    /// <param name="block">Number of the block.</param>
    /// <returns>The offset.</returns>
    public int PatternOffset(long block) => PatternOf(block << _rowBits) << (TableBits + 1);

    /// <summary>Computes the factor of each row of a block.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="work">Room for one number a row.</param>
    /// <param name="factors">Receives them, real and imaginary parts in turn.</param>
    public void ReadRows(long block, Span<Complex> work, Span<T> factors)
    {
        Span<Complex> bits = stackalloc Complex[_rowBits];
        bits.Fill(Complex.One);
        Complex common = Complex.One;
        foreach ((long outer, long row, Complex factor) in _outerFactors)
        {
            if ((block & outer) != outer)
                continue;
            if (row == 0)
                common *= factor;
            else if ((row & (row - 1)) == 0)
                bits[BitOperations.TrailingZeroCount(row)] *= factor;
        }

        work = work[.._rows.Length];
        work[0] = common;
        for (int bit = 0; bit < _rowBits; bit++)
        {
            for (int row = 0; row < 1 << bit; row++)
                work[row | (1 << bit)] = bits[bit] == Complex.One ? work[row] : work[row] * bits[bit];
        }

        foreach ((long outer, long row, Complex factor) in _outerFactors)
        {
            if ((block & outer) != outer || (row & (row - 1)) == 0)
                continue;
            for (int i = 0; i < work.Length; i++)
                work[i] = (i & row) == row ? work[i] * factor : work[i];
        }

        for (int row = 0; row < work.Length; row++)
        {
            Complex factor = work[row] * _rows[row];
            factors[2 * row] = T.CreateTruncating(factor.Real);
            factors[(2 * row) + 1] = T.CreateTruncating(factor.Imaginary);
        }
    }

    // Every entry becomes the product of the entries at all subsets of its index.
    private static void MultiplySubsets(Complex[] entries)
    {
        for (int bit = 1; bit < entries.Length; bit <<= 1)
        {
            for (int i = 0; i < entries.Length; i++)
            {
                if ((i & bit) != 0)
                    entries[i] *= entries[i ^ bit];
            }
        }
    }

    private int PatternOf(long high)
    {
        int pattern = 0;
        for (int i = 0; i < _patternBits.Count; i++)
            pattern |= (int)((high >> _patternBits[i]) & 1) << i;
        return pattern;
    }
}
