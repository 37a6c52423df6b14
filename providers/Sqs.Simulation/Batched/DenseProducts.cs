using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched;

/// <summary>Products of dense matrices of single-precision numbers, for gradients that flow from a layer to the one before.</summary>
public static class DenseProducts
{
    /// <summary>Adds a product: <c>target[r] += sum over k of left[r][k] * right[k]</c>, k rising.</summary>
    /// <param name="left">Rows of <paramref name="leftWidth"/> numbers, of which the first <paramref name="inner"/> are used.</param>
    /// <param name="leftWidth">Length of a row.</param>
    /// <param name="inner">Number of terms.</param>
    /// <param name="right">One row of <paramref name="width"/> numbers a term.</param>
    /// <param name="width">Length of a row, a multiple of 16.</param>
    /// <param name="target">Added to; as many rows as <paramref name="left"/> has.</param>
    public static void Add(ReadOnlySpan<float> left, int leftWidth, int inner, ReadOnlySpan<float> right, int width, Span<float> target) =>
        Add(left, leftWidth, inner, right, width, target, LaneDispatch.Widest);

    /// <summary>Adds a product with vectors of a given width.</summary>
    /// <param name="left">Rows of <paramref name="leftWidth"/> numbers, of which the first <paramref name="inner"/> are used.</param>
    /// <param name="leftWidth">Length of a row.</param>
    /// <param name="inner">Number of terms.</param>
    /// <param name="right">One row of <paramref name="width"/> numbers a term.</param>
    /// <param name="width">Length of a row, a multiple of 16.</param>
    /// <param name="target">Added to; as many rows as <paramref name="left"/> has.</param>
    /// <param name="lanes">The width.</param>
    internal static void Add(
        ReadOnlySpan<float> left, int leftWidth, int inner, ReadOnlySpan<float> right, int width, Span<float> target, LaneWidth lanes)
    {
        int rows = target.Length / width;
        if (width % 16 != 0 || rows * width != target.Length || rows * leftWidth != left.Length || inner > leftWidth || right.Length < inner * width)
            throw new ArgumentException($"Matrices of {left.Length}, {right.Length} and {target.Length} numbers do not fit rows of {leftWidth} and {width}.");
        var kernel = new DenseProductKernel(left, leftWidth, inner, right, width, target);
        LaneDispatch.Run(ref kernel, lanes);
    }
}
