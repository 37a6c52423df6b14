namespace Sqs.Simulation.Batched.Lanes;

/// <summary>
/// A vector of single-precision numbers of one width, so that a kernel is written once. Every operation rounds as IEEE 754 says and multiplications are fused
/// with additions only where asked for: a lane holds the same bits whatever the width.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
internal interface IFloatLanes<TSelf>
    where TSelf : unmanaged, IFloatLanes<TSelf>
{
    /// <summary>Number of lanes, a power of two, at most 16.</summary>
    static abstract int Count { get; }

    /// <summary>Reads neighbouring numbers.</summary>
    /// <param name="source">The first.</param>
    /// <param name="offset">Numbers to skip.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf Load(ref readonly float source, nuint offset);

    /// <summary>Fills all lanes with one number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf Broadcast(float value);

    /// <summary>1 where a bit is set and 0 where not; lane i is bit i.</summary>
    /// <param name="bits">The bits.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf FromBits(uint bits);

    /// <summary>Writes neighbouring numbers.</summary>
    /// <param name="target">The first.</param>
    /// <param name="offset">Numbers to skip.</param>
    void Store(ref float target, nuint offset);

    /// <summary>Adds.</summary>
    /// <param name="left">A term.</param>
    /// <param name="right">The other term.</param>
    /// <returns>The sum.</returns>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Subtracts.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    /// <returns>The difference.</returns>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Multiplies.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">The other factor.</param>
    /// <returns>The product.</returns>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Divides.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <returns>The quotient.</returns>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Multiplies and adds with one rounding.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">The other factor.</param>
    /// <param name="addend">What is added.</param>
    /// <returns><c>left * right + addend</c>.</returns>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Multiplies, negates and adds with one rounding.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">The other factor.</param>
    /// <param name="addend">What is added.</param>
    /// <returns><c>addend - left * right</c>.</returns>
    static abstract TSelf MultiplySubtract(TSelf left, TSelf right, TSelf addend);

    /// <summary>Square roots.</summary>
    /// <param name="value">Numbers that are not negative.</param>
    /// <returns>The roots.</returns>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The larger of two numbers, lane by lane.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">The other.</param>
    /// <returns>The larger.</returns>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller of two numbers, lane by lane.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller.</returns>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>Compares; all bits of a lane are set where it holds.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>The mask of <c>left &gt; right</c>.</returns>
    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    /// <summary>Chooses lane by lane.</summary>
    /// <param name="mask">A mask of whole lanes.</param>
    /// <param name="whenSet">Taken where it is set.</param>
    /// <param name="whenClear">Taken elsewhere.</param>
    /// <returns>The mixture.</returns>
    static abstract TSelf Select(TSelf mask, TSelf whenSet, TSelf whenClear);

    /// <summary>Combines bit patterns.</summary>
    /// <param name="left">A pattern.</param>
    /// <param name="right">The other.</param>
    /// <returns>Bits that are in both.</returns>
    static abstract TSelf And(TSelf left, TSelf right);

    /// <summary>Combines bit patterns.</summary>
    /// <param name="left">A pattern.</param>
    /// <param name="right">The other.</param>
    /// <returns>Bits that are in one of them.</returns>
    static abstract TSelf Xor(TSelf left, TSelf right);

    /// <summary>Adds bit patterns as 32-bit integers.</summary>
    /// <param name="left">A pattern.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum, wrapped around.</returns>
    static abstract TSelf AddIntegers(TSelf left, TSelf right);

    /// <summary>Shifts bit patterns to the left.</summary>
    /// <param name="count">Places, from 0 to 31.</param>
    /// <returns>The shifted patterns.</returns>
    TSelf ShiftLeft(int count);

    /// <summary>Spreads the sign bit over its lane.</summary>
    /// <returns>A mask that is set where a lane is negative.</returns>
    TSelf SignMask();

    /// <summary>The sign bits; lane i is bit i.</summary>
    /// <returns>The bits.</returns>
    uint SignBits();
}
