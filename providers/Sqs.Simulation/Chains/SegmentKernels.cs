using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Sums the squared lengths of the parts of a stacked state.</summary>
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
            for (int i = outcome * dimension; i < (outcome + 1) * dimension; i++)
                sum += (nextRe[i] * nextRe[i]) + (nextIm[i] * nextIm[i]);
            probabilities[outcome] = sum;
        }
    }

    // Every element has the same operations in the same order whatever the width of the vectors.
    private static void AddScaled(ReadOnlySpan<double> re, ReadOnlySpan<double> im, double scaleRe, double scaleIm, Span<double> sumRe, Span<double> sumIm)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + Vector512<double>.Count <= re.Length; i += Vector512<double>.Count)
            {
                ref double real = ref Unsafe.AsRef(in MemoryMarshal.GetReference(re));
                ref double imaginary = ref Unsafe.AsRef(in MemoryMarshal.GetReference(im));
                var a = Vector512.LoadUnsafe(ref real, (nuint)i);
                var b = Vector512.LoadUnsafe(ref imaginary, (nuint)i);
                ref double targetRe = ref MemoryMarshal.GetReference(sumRe);
                ref double targetIm = ref MemoryMarshal.GetReference(sumIm);
                var c = Vector512.LoadUnsafe(ref targetRe, (nuint)i);
                var d = Vector512.LoadUnsafe(ref targetIm, (nuint)i);
                var x = Vector512.Create(scaleRe);
                var y = Vector512.Create(scaleIm);
                Vector512.FusedMultiplyAdd(-b, y, Vector512.FusedMultiplyAdd(a, x, c)).StoreUnsafe(ref targetRe, (nuint)i);
                Vector512.FusedMultiplyAdd(b, x, Vector512.FusedMultiplyAdd(a, y, d)).StoreUnsafe(ref targetIm, (nuint)i);
            }
        }

        for (; i < re.Length; i++)
        {
            sumRe[i] = double.FusedMultiplyAdd(-im[i], scaleIm, double.FusedMultiplyAdd(re[i], scaleRe, sumRe[i]));
            sumIm[i] = double.FusedMultiplyAdd(im[i], scaleRe, double.FusedMultiplyAdd(re[i], scaleIm, sumIm[i]));
        }
    }
}
