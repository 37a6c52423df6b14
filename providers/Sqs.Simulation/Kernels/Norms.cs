using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sqs.Simulation.Kernels;

/// <summary>Sums of squared amplitudes, in double precision and in an order that no hardware changes.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal static class Norms<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds the squared magnitude of every amplitude to the entry that its bits at some positions name.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="positions">The positions, the first least significant in the entry's index.</param>
    /// <param name="sums">Added to; 2^positions entries.</param>
    public static void Accumulate(ReadOnlySpan<T> re, ReadOnlySpan<T> im, ReadOnlySpan<int> positions, Span<double> sums)
    {
        if (IsRun(positions))
        {
            AccumulateBlocks(re, im, 1 << positions[0], sums);
            return;
        }

        for (int i = 0; i < re.Length; i++)
        {
            double a = double.CreateTruncating(re[i]);
            double b = double.CreateTruncating(im[i]);
            sums[(int)BitDeposit.Gather(i, positions)] += (a * a) + (b * b);
        }
    }

    private static bool IsRun(ReadOnlySpan<int> positions)
    {
        for (int i = 1; i < positions.Length; i++)
        {
            if (positions[i] != positions[0] + i)
                return false;
        }

        return true;
    }

    // Neighbouring positions name the blocks of the index in turn. Four sums a block, so that additions overlap.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AccumulateBlocks(ReadOnlySpan<T> re, ReadOnlySpan<T> im, int block, Span<double> sums)
    {
        Span<double> partial = stackalloc double[4];
        for (int start = 0; start < re.Length; start += block)
        {
            partial.Clear();
            for (int i = start; i < start + block; i++)
            {
                double a = double.CreateTruncating(re[i]);
                double b = double.CreateTruncating(im[i]);
                partial[i & 3] += (a * a) + (b * b);
            }

            sums[(start / block) & (sums.Length - 1)] += partial[0] + partial[1] + (partial[2] + partial[3]);
        }
    }
}
