using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sqs.Simulation.Kernels;

namespace Sqs.Simulation.Chains;

/// <summary>
/// Draws the outcome of a single shot without the next state of every outcome. The outcomes are halved, highest bit first: the probability of the lower
/// half is <c>m^dagger E m</c>, E being the sum of <c>K^dagger K</c> over it, so an outcome takes one small product a bit and one operator in the end.
/// </summary>
internal sealed class OutcomeEffects
{
    private const int SmallestDimension = 8;
    private const int SmallestOutcomes = 4;

    // Node n halves a range of outcomes, 2n and 2n + 1 its halves; node 1 has all. Of each the effect of its lower half, row after row.
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly int _dimension;
    private readonly int _outcomes;

    /// <summary>Sums the effects of a segment.</summary>
    /// <param name="segment">A segment of amplitudes that <see cref="Pays"/>.</param>
    public OutcomeEffects(ChainSegment segment)
    {
        _dimension = segment.InDimension;
        _outcomes = segment.Outcomes;
        int size = _dimension * _dimension;
        double[] re = new double[2 * _outcomes * size];
        double[] im = new double[re.Length];
        (double[] rowsRe, double[] rowsIm) = Transpose(segment);

        // The leaves of the tree first, then sums of two; every node but the root is the lower or upper half of another.
        for (int outcome = 0; outcome < _outcomes; outcome++)
        {
            int leaf = (_outcomes + outcome) * size;
            Span<double> targetRe = re.AsSpan(leaf, size);
            Span<double> targetIm = im.AsSpan(leaf, size);
            for (int row = outcome * segment.OutDimension; row < (outcome + 1) * segment.OutDimension; row++)
                AddOuter(rowsRe.AsSpan(row * _dimension, _dimension), rowsIm.AsSpan(row * _dimension, _dimension), targetRe, targetIm);
        }

        for (int node = _outcomes - 1; node >= 1; node--)
        {
            for (int i = 0; i < size; i++)
            {
                re[(node * size) + i] = re[(2 * node * size) + i] + re[(((2 * node) + 1) * size) + i];
                im[(node * size) + i] = im[(2 * node * size) + i] + im[(((2 * node) + 1) * size) + i];
            }
        }

        (_re, _im) = (re, im);
    }

    /// <summary>Whether a segment is large enough: below, all next states are as cheap.</summary>
    /// <param name="segment">The segment.</param>
    /// <returns>Whether effects help.</returns>
    public static bool Pays(ChainSegment segment) =>
        segment.TraceStride == 0 && segment.InDimension >= SmallestDimension && segment.Outcomes >= SmallestOutcomes;

    /// <summary>Draws an outcome.</summary>
    /// <param name="stateRe">Real parts of a normalised state.</param>
    /// <param name="stateIm">Imaginary parts.</param>
    /// <param name="uniform">A number in [0, 1).</param>
    /// <returns>The outcome.</returns>
    public int Draw(ReadOnlySpan<double> stateRe, ReadOnlySpan<double> stateIm, double uniform)
    {
        double left = uniform;
        int node = 1;
        while (node < _outcomes)
        {
            double lower = Avx512F.IsSupported ? Probability<Lanes512<double>>(2 * node, stateRe, stateIm)
                : Vector256.IsHardwareAccelerated ? Probability<Lanes256<double>>(2 * node, stateRe, stateIm)
                : Probability<Lanes128<double>>(2 * node, stateRe, stateIm);
            bool isLower = left < lower;
            left -= isLower ? 0 : lower;
            node = (2 * node) + (isLower ? 0 : 1);
        }

        return node - _outcomes;
    }

    // Rows of the operators, one behind the other.
    private static (double[] Re, double[] Im) Transpose(ChainSegment segment)
    {
        double[] re = new double[segment.Re.Length];
        double[] im = new double[re.Length];
        for (int column = 0; column < segment.InDimension; column++)
        {
            for (int row = 0; row < segment.Rows; row++)
            {
                re[(row * segment.InDimension) + column] = segment.Re[(column * segment.Rows) + row];
                im[(row * segment.InDimension) + column] = segment.Im[(column * segment.Rows) + row];
            }
        }

        return (re, im);
    }

    private static void AddOuter(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> targetRe, Span<double> targetIm)
    {
        if (Avx512F.IsSupported)
            AddOuter<Lanes512<double>>(re, im, targetRe, targetIm);
        else if (Vector256.IsHardwareAccelerated)
            AddOuter<Lanes256<double>>(re, im, targetRe, targetIm);
        else
            AddOuter<Lanes128<double>>(re, im, targetRe, targetIm);
    }

    // Adds conj(k_a) k_b to entry (a, b).
    private static void AddOuter<TLanes>(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> targetRe, Span<double> targetIm)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        ref double xs = ref MemoryMarshal.GetReference(re);
        ref double ys = ref MemoryMarshal.GetReference(im);
        ref double sumsRe = ref MemoryMarshal.GetReference(targetRe);
        ref double sumsIm = ref MemoryMarshal.GetReference(targetIm);
        for (int a = 0; a < re.Length; a++)
        {
            TLanes x = TLanes.Broadcast(re[a]);
            TLanes y = TLanes.Broadcast(im[a]);
            for (int b = 0; b < re.Length; b += TLanes.Count)
            {
                nuint place = (nuint)((a * re.Length) + b);
                TLanes bRe = TLanes.Load(in xs, (nuint)b);
                TLanes bIm = TLanes.Load(in ys, (nuint)b);
                TLanes.MultiplyAdd(y, bIm, TLanes.MultiplyAdd(x, bRe, TLanes.Load(in sumsRe, place))).Store(ref sumsRe, place);
                TLanes.MultiplySubtract(y, bRe, TLanes.MultiplyAdd(x, bIm, TLanes.Load(in sumsIm, place))).Store(ref sumsIm, place);
            }
        }
    }

    // m^dagger E m: for every column the sum over rows in vectors, then every fourth column, in an order that no hardware changes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Probability<TLanes>(int node, ReadOnlySpan<double> stateRe, ReadOnlySpan<double> stateIm)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        ref double re = ref _re[node * _dimension * _dimension];
        ref double im = ref _im[node * _dimension * _dimension];
        ref double xs = ref MemoryMarshal.GetReference(stateRe);
        ref double ys = ref MemoryMarshal.GetReference(stateIm);
        Span<double> lanes = stackalloc double[TLanes.Count];
        Span<double> partial = stackalloc double[4];
        partial.Clear();
        for (int column = 0; column < _dimension; column += TLanes.Count)
        {
            // Four sums of products, so that they overlap.
            TLanes xa = TLanes.Broadcast(0);
            (TLanes yb, TLanes xb, TLanes ya) = (xa, xa, xa);
            nuint place = (nuint)column;
            for (int row = 0; row < _dimension; row++)
            {
                TLanes x = TLanes.Broadcast(Unsafe.Add(ref xs, row));
                TLanes y = TLanes.Broadcast(Unsafe.Add(ref ys, row));
                TLanes a = TLanes.Load(in re, place);
                TLanes b = TLanes.Load(in im, place);
                xa = TLanes.MultiplyAdd(x, a, xa);
                yb = TLanes.MultiplyAdd(y, b, yb);
                xb = TLanes.MultiplyAdd(x, b, xb);
                ya = TLanes.MultiplyAdd(y, a, ya);
                place += (nuint)_dimension;
            }

            // (xa + yb) x - (xb - ya) y, which is real but for rounding.
            TLanes product = TLanes.Multiply(TLanes.Add(xa, yb), TLanes.Load(in xs, (nuint)column));
            product = TLanes.MultiplySubtract(xb, TLanes.Load(in ys, (nuint)column), product);
            product = TLanes.MultiplyAdd(ya, TLanes.Load(in ys, (nuint)column), product);
            product.Store(ref MemoryMarshal.GetReference(lanes), 0);
            for (int lane = 0; lane < TLanes.Count; lane++)
                partial[(column + lane) & 3] += lanes[lane];
        }

        return partial[0] + partial[1] + (partial[2] + partial[3]);
    }
}
