using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Sqs.Simulation.Kernels;

namespace Sqs.Simulation.Chains;

/// <summary>The arithmetic of a step of a chain: a matrix times a vector, and the lengths of its parts.</summary>
internal static class SegmentKernels
{
    /// <summary>Computes the unnormalised next state of every outcome.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="stateRe">Real parts of the state before.</param>
    /// <param name="stateIm">Imaginary parts of the state before.</param>
    /// <param name="nextRe">Receives real parts, outcome after outcome.</param>
    /// <param name="nextIm">Receives imaginary parts.</param>
    public static void Apply(ChainSegment segment, ReadOnlySpan<double> stateRe, ReadOnlySpan<double> stateIm, Span<double> nextRe, Span<double> nextIm) =>
        Apply(segment, 0, segment.Rows, stateRe, stateIm, nextRe, nextIm);

    /// <summary>Computes the unnormalised next state of one outcome and its squared length.</summary>
    /// <param name="segment">A segment of amplitudes.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="stateRe">Real parts of the state before.</param>
    /// <param name="stateIm">Imaginary parts of the state before.</param>
    /// <param name="nextRe">Receives real parts at the place of the outcome.</param>
    /// <param name="nextIm">Receives imaginary parts.</param>
    /// <returns>The probability of the outcome.</returns>
    public static double ApplyOne(
        ChainSegment segment, int outcome, ReadOnlySpan<double> stateRe, ReadOnlySpan<double> stateIm, Span<double> nextRe, Span<double> nextIm)
    {
        int start = outcome * segment.OutDimension;
        Apply(segment, start, start + segment.OutDimension, stateRe, stateIm, nextRe, nextIm);
        return SquaredLength(nextRe.Slice(start, segment.OutDimension), nextIm.Slice(start, segment.OutDimension));
    }

    private static void Apply(
        ChainSegment segment, int start, int end, ReadOnlySpan<double> stateRe, ReadOnlySpan<double> stateIm, Span<double> nextRe, Span<double> nextIm)
    {
        int rows = segment.Rows;
        nextRe = nextRe[..rows];
        nextIm = nextIm[..rows];
        int done = start;
        if (Avx512F.IsSupported)
            done = Apply<Lanes512<double>>(segment, start, end, stateRe, stateIm, nextRe, nextIm);
        else if (Vector256.IsHardwareAccelerated)
            done = Apply<Lanes256<double>>(segment, start, end, stateRe, stateIm, nextRe, nextIm);
        for (int row = done; row < end; row++)
        {
            double sumRe = 0;
            double sumIm = 0;
            for (int column = 0; column < segment.InDimension; column++)
            {
                double a = segment.Re[(column * rows) + row];
                double b = segment.Im[(column * rows) + row];
                sumRe = double.FusedMultiplyAdd(-b, stateIm[column], double.FusedMultiplyAdd(a, stateRe[column], sumRe));
                sumIm = double.FusedMultiplyAdd(b, stateRe[column], double.FusedMultiplyAdd(a, stateIm[column], sumIm));
            }

            nextRe[row] = sumRe;
            nextIm[row] = sumIm;
        }
    }

    /// <summary>The probability of every outcome: squared lengths of the parts of a stacked state, or traces of density matrices.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="nextRe">Real parts, outcome after outcome.</param>
    /// <param name="nextIm">Imaginary parts.</param>
    /// <param name="probabilities">Receives one value an outcome.</param>
    public static void Probabilities(ChainSegment segment, ReadOnlySpan<double> nextRe, ReadOnlySpan<double> nextIm, Span<double> probabilities)
    {
        int dimension = segment.OutDimension;
        for (int outcome = 0; outcome < segment.Outcomes; outcome++)
        {
            ReadOnlySpan<double> re = nextRe.Slice(outcome * dimension, dimension);
            probabilities[outcome] = segment.TraceStride > 0 ? Trace(re, segment.TraceStride) : SquaredLength(re, nextIm.Slice(outcome * dimension, dimension));
        }
    }

    private static double Trace(ReadOnlySpan<double> re, int stride)
    {
        double sum = 0;
        for (int i = 0; i < re.Length; i += stride)
            sum += re[i];
        return Math.Max(0, sum);
    }

    // Four sums, so that additions overlap.
    private static double SquaredLength(ReadOnlySpan<double> re, ReadOnlySpan<double> im)
    {
        (double first, double second, double third, double fourth) = (0, 0, 0, 0);
        int i = 0;
        for (; i + 4 <= re.Length; i += 4)
        {
            first += (re[i] * re[i]) + (im[i] * im[i]);
            second += (re[i + 1] * re[i + 1]) + (im[i + 1] * im[i + 1]);
            third += (re[i + 2] * re[i + 2]) + (im[i + 2] * im[i + 2]);
            fourth += (re[i + 3] * re[i + 3]) + (im[i + 3] * im[i + 3]);
        }

        for (; i < re.Length; i++)
            first += (re[i] * re[i]) + (im[i] * im[i]);
        return first + second + (third + fourth);
    }

    // Every row has the same operations in the same order whatever the width of the vectors. Four vectors of sums stay in registers over all
    // columns. Returns the first row that is not done.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Apply<TLanes>(
        ChainSegment segment, int start, int end, ReadOnlySpan<double> stateRe, ReadOnlySpan<double> stateIm, Span<double> nextRe, Span<double> nextIm)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        const int vectors = 4;
        ref double re = ref MemoryMarshal.GetArrayDataReference(segment.Re);
        ref double im = ref MemoryMarshal.GetArrayDataReference(segment.Im);
        ref double xs = ref MemoryMarshal.GetReference(stateRe);
        ref double ys = ref MemoryMarshal.GetReference(stateIm);
        ref double targetRe = ref MemoryMarshal.GetReference(nextRe);
        ref double targetIm = ref MemoryMarshal.GetReference(nextIm);
        int rows = segment.Rows;
        int columns = segment.InDimension;
        int row = start;
        for (; row + (vectors * TLanes.Count) <= end; row += vectors * TLanes.Count)
        {
            TLanes re0 = TLanes.Broadcast(0);
            (TLanes re1, TLanes re2, TLanes re3) = (re0, re0, re0);
            (TLanes im0, TLanes im1, TLanes im2, TLanes im3) = (re0, re0, re0, re0);
            nuint entry = (nuint)row;
            for (int column = 0; column < columns; column++)
            {
                TLanes x = TLanes.Broadcast(Unsafe.Add(ref xs, column));
                TLanes y = TLanes.Broadcast(Unsafe.Add(ref ys, column));
                AddScaled(ref re, ref im, entry, x, y, ref re0, ref im0);
                AddScaled(ref re, ref im, entry + (nuint)TLanes.Count, x, y, ref re1, ref im1);
                AddScaled(ref re, ref im, entry + (nuint)(2 * TLanes.Count), x, y, ref re2, ref im2);
                AddScaled(ref re, ref im, entry + (nuint)(3 * TLanes.Count), x, y, ref re3, ref im3);
                entry += (nuint)rows;
            }

            re0.Store(ref targetRe, (nuint)row);
            re1.Store(ref targetRe, (nuint)(row + TLanes.Count));
            re2.Store(ref targetRe, (nuint)(row + (2 * TLanes.Count)));
            re3.Store(ref targetRe, (nuint)(row + (3 * TLanes.Count)));
            im0.Store(ref targetIm, (nuint)row);
            im1.Store(ref targetIm, (nuint)(row + TLanes.Count));
            im2.Store(ref targetIm, (nuint)(row + (2 * TLanes.Count)));
            im3.Store(ref targetIm, (nuint)(row + (3 * TLanes.Count)));
        }

        for (; row + TLanes.Count <= end; row += TLanes.Count)
        {
            TLanes sumRe = TLanes.Broadcast(0);
            TLanes sumIm = sumRe;
            for (int column = 0; column < columns; column++)
            {
                TLanes x = TLanes.Broadcast(Unsafe.Add(ref xs, column));
                TLanes y = TLanes.Broadcast(Unsafe.Add(ref ys, column));
                AddScaled(ref re, ref im, (nuint)((column * rows) + row), x, y, ref sumRe, ref sumIm);
            }

            sumRe.Store(ref targetRe, (nuint)row);
            sumIm.Store(ref targetIm, (nuint)row);
        }

        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled<TLanes>(ref double re, ref double im, nuint entry, TLanes x, TLanes y, ref TLanes sumRe, ref TLanes sumIm)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        TLanes a = TLanes.Load(in re, entry);
        TLanes b = TLanes.Load(in im, entry);
        sumRe = TLanes.MultiplySubtract(b, y, TLanes.MultiplyAdd(a, x, sumRe));
        sumIm = TLanes.MultiplyAdd(b, x, TLanes.MultiplyAdd(a, y, sumIm));
    }
}
