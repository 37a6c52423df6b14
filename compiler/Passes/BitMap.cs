using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes;

/// <summary>Where bits ended up when a pass renamed or moved registers.</summary>
/// <param name="Bits">The new flat index of each bit, by its old flat index; -1 for a bit no result shows.</param>
public sealed record BitMap(EquatableArray<int> Bits)
{
    /// <summary>This map followed by another.</summary>
    /// <param name="next">The later map.</param>
    /// <returns>The map over both.</returns>
    public BitMap Then(BitMap next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new BitMap([.. Bits.Select(bit => bit < 0 ? -1 : next.Bits[bit])]);
    }
}
