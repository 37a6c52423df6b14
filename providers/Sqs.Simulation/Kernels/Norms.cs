using System.Numerics;

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
        for (int i = 0; i < re.Length; i++)
        {
            double a = double.CreateTruncating(re[i]);
            double b = double.CreateTruncating(im[i]);
            sums[(int)BitDeposit.Gather(i, positions)] += (a * a) + (b * b);
        }
    }
}
