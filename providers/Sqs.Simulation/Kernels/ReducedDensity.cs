using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Memory;

namespace Sqs.Simulation.Kernels;

/// <summary>
/// The reduced density matrix of a few qubits of a state vector, summed over groups of amplitudes that agree in all other qubits. Entries are
/// pairs of a real and an imaginary part, row-major.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
/// <param name="buffer">The amplitudes.</param>
/// <param name="positions">Positions of the qubits kept, the first least significant.</param>
internal readonly struct ReducedDensity<T>(AmplitudeBuffer<T> buffer, int[] positions) : IRangeSum
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sums over all other qubits.</summary>
    /// <param name="threads">Number of threads.</param>
    /// <param name="cancellation">Stops the sum.</param>
    /// <returns>A row-major matrix of dimension 2^positions.</returns>
    public Complex[] Sum(int threads, CancellationToken cancellation)
    {
        int size = 1 << positions.Length;
        double[] sums = new double[2 * size * size];
        RangeLoop.Sum(this, buffer.Re.Length >> positions.Length, sums, threads, cancellation);
        var density = new Complex[size * size];
        for (int i = 0; i < density.Length; i++)
            density[i] = new Complex(sums[2 * i], sums[(2 * i) + 1]);
        return density;
    }

    /// <inheritdoc/>
    public void Add(int start, int end, Span<double> sums)
    {
        int size = 1 << positions.Length;
        Span<int> sorted = stackalloc int[positions.Length];
        positions.CopyTo(sorted);
        sorted.Sort();
        Span<int> offsets = stackalloc int[size];
        Span<Complex> local = stackalloc Complex[size];
        for (int k = 0; k < size; k++)
            offsets[k] = (int)BitDeposit.Scatter((ulong)k, positions);
        for (int i = start; i < end; i++)
        {
            int first = (int)BitDeposit.InsertZeros(i, sorted);
            for (int k = 0; k < size; k++)
                local[k] = new Complex(double.CreateTruncating(buffer.Re[first | offsets[k]]), double.CreateTruncating(buffer.Im[first | offsets[k]]));
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column < size; column++)
                {
                    Complex product = local[row] * Complex.Conjugate(local[column]);
                    sums[2 * ((row * size) + column)] += product.Real;
                    sums[(2 * ((row * size) + column)) + 1] += product.Imaginary;
                }
            }
        }
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
