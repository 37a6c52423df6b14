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
    public static void Apply(ChainSegment segment, ReadOnlySpan<double> stateRe, ReadOnlySpan<double> stateIm, Span<double> nextRe, Span<double> nextIm)
    {
        int rows = segment.Rows;
        nextRe = nextRe[..rows];
        nextIm = nextIm[..rows];
        nextRe.Clear();
        nextIm.Clear();
        for (int column = 0; column < segment.InDimension; column++)
        {
            ReadOnlySpan<double> re = segment.Re.AsSpan(column * rows, rows);
            ReadOnlySpan<double> im = segment.Im.AsSpan(column * rows, rows);
            AddScaled(re, im, stateRe[column], stateIm[column], nextRe, nextIm);
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
            double sum = 0;
            for (int i = 0; segment.TraceStride > 0 && i < dimension; i += segment.TraceStride)
                sum += nextRe[(outcome * dimension) + i];
            for (int i = outcome * dimension; segment.TraceStride == 0 && i < (outcome + 1) * dimension; i++)
                sum += (nextRe[i] * nextRe[i]) + (nextIm[i] * nextIm[i]);
            probabilities[outcome] = Math.Max(0, sum);
        }
    }

    // Every element has the same operations in the same order whatever the width of the vectors.
    private static void AddScaled(ReadOnlySpan<double> re, ReadOnlySpan<double> im, double scaleRe, double scaleIm, Span<double> sumRe, Span<double> sumIm)
    {
        int done = 0;
        if (Avx512F.IsSupported)
            done = AddScaled<Lanes512<double>>(re, im, scaleRe, scaleIm, sumRe, sumIm);
        else if (Vector256.IsHardwareAccelerated)
            done = AddScaled<Lanes256<double>>(re, im, scaleRe, scaleIm, sumRe, sumIm);
        for (int i = done; i < re.Length; i++)
        {
            sumRe[i] = double.FusedMultiplyAdd(-im[i], scaleIm, double.FusedMultiplyAdd(re[i], scaleRe, sumRe[i]));
            sumIm[i] = double.FusedMultiplyAdd(im[i], scaleRe, double.FusedMultiplyAdd(re[i], scaleIm, sumIm[i]));
        }
    }

    // Returns how many elements were done: whole vectors only.
    private static int AddScaled<TLanes>(
        ReadOnlySpan<double> re, ReadOnlySpan<double> im, double scaleRe, double scaleIm, Span<double> sumRe, Span<double> sumIm)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        ref readonly double real = ref MemoryMarshal.GetReference(re);
        ref readonly double imaginary = ref MemoryMarshal.GetReference(im);
        ref double targetRe = ref MemoryMarshal.GetReference(sumRe);
        ref double targetIm = ref MemoryMarshal.GetReference(sumIm);
        TLanes x = TLanes.Broadcast(scaleRe);
        TLanes y = TLanes.Broadcast(scaleIm);
        int i = 0;
        for (; i + TLanes.Count <= re.Length; i += TLanes.Count)
        {
            TLanes a = TLanes.Load(in real, (nuint)i);
            TLanes b = TLanes.Load(in imaginary, (nuint)i);
            TLanes.MultiplySubtract(b, y, TLanes.MultiplyAdd(a, x, TLanes.Load(in targetRe, (nuint)i))).Store(ref targetRe, (nuint)i);
            TLanes.MultiplyAdd(b, x, TLanes.MultiplyAdd(a, y, TLanes.Load(in targetIm, (nuint)i))).Store(ref targetIm, (nuint)i);
        }

        return i;
    }
}
