using System.Numerics;

namespace Sqs.Simulation.Kernels;

/// <summary>A vector of real numbers of one hardware width, so that a kernel is written once for all widths.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">Format of a real number.</typeparam>
internal interface ILanes<TSelf, T>
    where TSelf : unmanaged, ILanes<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of lanes, a power of two.</summary>
    static abstract int Count { get; }

    /// <summary>Reads neighbouring numbers.</summary>
    /// <param name="source">The first.</param>
    /// <param name="offset">Numbers to skip.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf Load(ref readonly T source, nuint offset);

    /// <summary>Fills all lanes with one number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The vector.</returns>
    static abstract TSelf Broadcast(T value);

    /// <summary>Writes neighbouring numbers.</summary>
    /// <param name="target">The first.</param>
    /// <param name="offset">Numbers to skip.</param>
    void Store(ref T target, nuint offset);

    /// <summary>Adds.</summary>
    /// <param name="left">A term.</param>
    /// <param name="right">The other term.</param>
    /// <returns>The sum.</returns>
    static abstract TSelf Add(TSelf left, TSelf right);

    /// <summary>Multiplies.</summary>
    /// <param name="left">A factor.</param>
    /// <param name="right">The other factor.</param>
    /// <returns>The product.</returns>
    static abstract TSelf Multiply(TSelf left, TSelf right);

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

    /// <summary>Moves the number of lane <c>j xor mask</c> to lane j.</summary>
    /// <param name="mask">The mask, below <see cref="Count"/>.</param>
    /// <returns>The permuted vector.</returns>
    TSelf Exchange(int mask);

    /// <summary>The lane indices with some of their bits flipped, kept as the bits of a vector of numbers.</summary>
    /// <param name="mask">The bits to flip; below <see cref="Count"/>.</param>
    /// <returns>Indices for <see cref="Permute"/>.</returns>
    static abstract TSelf Partners(int mask);

    /// <summary>Moves lanes.</summary>
    /// <param name="indices">For each lane the lane it takes, from <see cref="Partners"/>.</param>
    /// <returns>The vector.</returns>
    TSelf Permute(TSelf indices);
}
