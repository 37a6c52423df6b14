namespace Sqs.Simulation.Kernels;

/// <summary>Index arithmetic over amplitudes: spreading a counter over the bits that are free.</summary>
internal static class BitDeposit
{
    /// <summary>Inserts zero bits into a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="sortedPositions">Positions, ascending, of the bits that shall be zero in the result.</param>
    /// <returns>The number with its bits moved up past each position.</returns>
    public static long InsertZeros(long value, ReadOnlySpan<int> sortedPositions)
    {
        foreach (int position in sortedPositions)
        {
            long low = value & ((1L << position) - 1);
            value = ((value - low) << 1) | low;
        }

        return value;
    }

    /// <summary>Puts the low bits of a pattern at positions.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="positions">Position of each bit of the pattern.</param>
    /// <returns>The number with those bits.</returns>
    public static long Scatter(ulong pattern, ReadOnlySpan<int> positions)
    {
        long bits = 0;
        for (int i = 0; i < positions.Length; i++)
            bits |= (long)((pattern >> i) & 1) << positions[i];
        return bits;
    }

    /// <summary>Collects the bits at positions into a pattern.</summary>
    /// <param name="value">The number.</param>
    /// <param name="positions">Positions to read, the first becoming bit 0.</param>
    /// <returns>The pattern.</returns>
    public static long Gather(long value, ReadOnlySpan<int> positions)
    {
        long pattern = 0;
        for (int i = 0; i < positions.Length; i++)
            pattern |= ((value >> positions[i]) & 1) << i;
        return pattern;
    }
}
