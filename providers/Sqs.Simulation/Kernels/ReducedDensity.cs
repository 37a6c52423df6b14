using System.Numerics;

namespace Sqs.Simulation.Kernels;

/// <summary>The reduced density matrix of a few qubits of a state vector.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal static class ReducedDensity<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sums over all other qubits.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="positions">Positions of the qubits kept, the first least significant.</param>
    /// <returns>A row-major matrix of dimension 2^positions.</returns>
    public static Complex[] Of(ReadOnlySpan<T> re, ReadOnlySpan<T> im, ReadOnlySpan<int> positions)
    {
        int size = 1 << positions.Length;
        var density = new Complex[size * size];
        Span<int> sorted = stackalloc int[positions.Length];
        positions.CopyTo(sorted);
        sorted.Sort();
        Span<int> offsets = stackalloc int[size];
        Span<Complex> local = stackalloc Complex[size];
        for (int k = 0; k < size; k++)
            offsets[k] = (int)BitDeposit.Scatter((ulong)k, positions);
        for (int i = 0; i < re.Length >> positions.Length; i++)
        {
            int start = (int)BitDeposit.InsertZeros(i, sorted);
            for (int k = 0; k < size; k++)
                local[k] = new Complex(double.CreateTruncating(re[start | offsets[k]]), double.CreateTruncating(im[start | offsets[k]]));
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column < size; column++)
                    density[(row * size) + column] += local[row] * Complex.Conjugate(local[column]);
            }
        }

        return density;
    }

    /// <summary>The probability of a Kraus operator, the trace of K rho K^dagger.</summary>
    /// <param name="kraus">Row-major operator.</param>
    /// <param name="density">Density matrix of the same dimension.</param>
    /// <returns>The probability.</returns>
    public static double Probability(ReadOnlySpan<Complex> kraus, ReadOnlySpan<Complex> density)
    {
        int size = (int)Math.Sqrt(density.Length);
        double trace = 0;
        for (int row = 0; row < size; row++)
        {
            for (int a = 0; a < size; a++)
            {
                for (int b = 0; b < size; b++)
                    trace += (kraus[(row * size) + a] * density[(a * size) + b] * Complex.Conjugate(kraus[(row * size) + b])).Real;
            }
        }

        return Math.Max(0, trace);
    }
}
