using System.Numerics;
using Sqs.Simulation.Sweeps;

namespace Sqs.Simulation.Kernels;

/// <summary>
/// Linear maps on amplitudes, one at a time: the reference for the vector kernels and the way of small states. Amplitudes are held
/// as real parts and imaginary parts; bit p of an index belongs to the qubit at position p.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal static class ScalarKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostStackTargets = 6;

    /// <summary>Applies a matrix to target positions where the controls have their pattern.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="matrix">Row-major matrix of dimension 2^targets; need not be unitary.</param>
    /// <param name="targets">Positions, the first least significant in the matrix.</param>
    /// <param name="controls">Positions, none of them a target.</param>
    /// <param name="pattern">Bit i is the value at which control i lets the matrix act.</param>
    public static void Apply(Span<T> re, Span<T> im, ReadOnlySpan<Complex> matrix, ReadOnlySpan<int> targets, ReadOnlySpan<int> controls, ulong pattern) =>
        Apply(re, im, matrix, targets, controls, pattern, 0, Groups(re.Length, targets.Length + controls.Length));

    /// <summary>Applies a matrix to some of the groups of amplitudes that it mixes.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="matrix">Row-major matrix of dimension 2^targets; need not be unitary.</param>
    /// <param name="targets">Positions, the first least significant in the matrix.</param>
    /// <param name="controls">Positions, none of them a target.</param>
    /// <param name="pattern">Bit i is the value at which control i lets the matrix act.</param>
    /// <param name="start">First group.</param>
    /// <param name="end">Group behind the last, at most <see cref="Groups"/>.</param>
    public static void Apply(
        Span<T> re, Span<T> im, ReadOnlySpan<Complex> matrix, ReadOnlySpan<int> targets, ReadOnlySpan<int> controls, ulong pattern, int start, int end)
    {
        if (targets.Length == 1)
            ApplyOne(re, im, matrix, targets[0], controls, pattern, start, end);
        else
            ApplyMany(re, im, matrix, targets, controls, pattern, start, end);
    }

    /// <summary>Number of groups of amplitudes that a matrix mixes.</summary>
    /// <param name="amplitudes">Number of amplitudes.</param>
    /// <param name="wires">Number of targets and controls.</param>
    /// <returns>The number.</returns>
    public static int Groups(int amplitudes, int wires) => amplitudes >> wires;

    /// <summary>Applies one operation of the rotation form.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="operation">The operation on positions.</param>
    public static void Apply(Span<T> re, Span<T> im, SweepOperation operation)
    {
        if (operation.IsRotation)
        {
            double s = 1 / Math.Sqrt(1 + (operation.Tangent * operation.Tangent));
            double t = operation.Tangent * s;
            Complex[] matrix = operation.IsExchanged ? [-t, s, s, t] : [s, -t, t, s];
            Apply(re, im, matrix, [operation.Qubit], [], 0);
            return;
        }

        (T cos, T sin) = Convert(Complex.FromPolarCoordinates(1, operation.Angle));
        for (int i = 0; i < re.Length; i++)
        {
            if ((i & operation.Mask) == operation.Mask)
                (re[i], im[i]) = (T.FusedMultiplyAdd(re[i], cos, -(im[i] * sin)), T.FusedMultiplyAdd(im[i], cos, re[i] * sin));
        }
    }

    private static void ApplyOne(Span<T> re, Span<T> im, ReadOnlySpan<Complex> matrix, int target, ReadOnlySpan<int> controls, ulong pattern, int start, int end)
    {
        (T re00, T im00) = Convert(matrix[0]);
        (T re01, T im01) = Convert(matrix[1]);
        (T re10, T im10) = Convert(matrix[2]);
        (T re11, T im11) = Convert(matrix[3]);
        Span<int> skipped = stackalloc int[controls.Length + 1];
        controls.CopyTo(skipped);
        skipped[^1] = target;
        skipped.Sort();
        long offset = BitDeposit.Scatter(pattern, controls);
        int stride = 1 << target;
        for (int i = start; i < end; i++)
        {
            int low = (int)(BitDeposit.InsertZeros(i, skipped) | offset);
            int high = low | stride;
            (T a, T b, T c, T d) = (re[low], im[low], re[high], im[high]);
            re[low] = Sum(re00, -im00, re01, -im01, a, b, c, d);
            im[low] = Sum(im00, re00, im01, re01, a, b, c, d);
            re[high] = Sum(re10, -im10, re11, -im11, a, b, c, d);
            im[high] = Sum(im10, re10, im11, re11, a, b, c, d);
        }
    }

    private static void ApplyMany(
        Span<T> re, Span<T> im, ReadOnlySpan<Complex> matrix, ReadOnlySpan<int> targets, ReadOnlySpan<int> controls, ulong pattern, int start, int end)
    {
        int size = 1 << targets.Length;
        Span<int> offsets = size <= 1 << MostStackTargets ? stackalloc int[size] : new int[size];
        Span<T> oldRe = size <= 1 << MostStackTargets ? stackalloc T[size] : new T[size];
        Span<T> oldIm = size <= 1 << MostStackTargets ? stackalloc T[size] : new T[size];
        for (int k = 0; k < size; k++)
            offsets[k] = (int)BitDeposit.Scatter((ulong)k, targets);
        Span<int> skipped = stackalloc int[controls.Length + targets.Length];
        targets.CopyTo(skipped);
        controls.CopyTo(skipped[targets.Length..]);
        skipped.Sort();
        long fixedBits = BitDeposit.Scatter(pattern, controls);
        for (int i = start; i < end; i++)
        {
            int first = (int)(BitDeposit.InsertZeros(i, skipped) | fixedBits);
            for (int k = 0; k < size; k++)
            {
                oldRe[k] = re[first | offsets[k]];
                oldIm[k] = im[first | offsets[k]];
            }

            for (int row = 0; row < size; row++)
            {
                T sumRe = T.Zero;
                T sumIm = T.Zero;
                ReadOnlySpan<Complex> entries = matrix.Slice(row * size, size);
                for (int k = 0; k < size; k++)
                {
                    (T entryRe, T entryIm) = Convert(entries[k]);
                    sumRe = T.FusedMultiplyAdd(entryRe, oldRe[k], T.FusedMultiplyAdd(-entryIm, oldIm[k], sumRe));
                    sumIm = T.FusedMultiplyAdd(entryRe, oldIm[k], T.FusedMultiplyAdd(entryIm, oldRe[k], sumIm));
                }

                re[first | offsets[row]] = sumRe;
                im[first | offsets[row]] = sumIm;
            }
        }
    }

    // w a + x b + y c + z d with one rounding a term, in this order on every hardware.
    private static T Sum(T w, T x, T y, T z, T a, T b, T c, T d) =>
        T.FusedMultiplyAdd(z, d, T.FusedMultiplyAdd(y, c, T.FusedMultiplyAdd(x, b, w * a)));

    private static (T Re, T Im) Convert(Complex value) => (T.CreateTruncating(value.Real), T.CreateTruncating(value.Imaginary));
}
