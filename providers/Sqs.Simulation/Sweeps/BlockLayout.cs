namespace Sqs.Simulation.Sweeps;

/// <summary>
/// Where the amplitudes of a block are kept: row after row with a gap behind each, so that amplitudes whose indices differ in a few high bits do
/// not share the sets of the cache.
/// </summary>
/// <param name="RowBits">Bits of an index within a row.</param>
/// <param name="Gap">Numbers left out behind a row.</param>
internal readonly record struct BlockLayout(int RowBits, int Gap)
{
    /// <summary>The place of an amplitude.</summary>
    /// <param name="index">Index in the block.</param>
    /// <returns>The place.</returns>
    public int Place(int index) => index + ((index >> RowBits) * Gap);
}
