using System.Numerics;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// A two-qubit unitary as one-qubit gates around <c>rxx(x) ryy(y) rzz(z)</c>, each angle in [-pi/2, pi/2] (Kraus and Cirac, Phys. Rev. A 63, 062309).
/// In the magic basis one-qubit gates are real and the interaction is diagonal, so the factors come from diagonalising the real and imaginary part of
/// <c>U^T U</c> together, by Jacobi rotations: these need no distinct eigenvalues.
/// </summary>
/// <param name="FirstBefore">On the first qubit, before the interaction.</param>
/// <param name="SecondBefore">On the second qubit, before the interaction.</param>
/// <param name="X">Angle of rxx.</param>
/// <param name="Y">Angle of ryy.</param>
/// <param name="Z">Angle of rzz.</param>
/// <param name="FirstBehind">On the first qubit, behind the interaction.</param>
/// <param name="SecondBehind">On the second qubit, behind the interaction.</param>
internal sealed record WeylDecomposition(
    Unitary2 FirstBefore, Unitary2 SecondBefore, double X, double Y, double Z, Unitary2 FirstBehind, Unitary2 SecondBehind)
{
    private const int MaximumSweeps = 30;

    private static readonly double Half = Math.Sqrt(0.5);

    private static readonly Unitary4 Magic = new(
    [
        Half, 0, 0, new Complex(0, Half),
        0, new Complex(0, Half), Half, 0,
        0, new Complex(0, Half), -Half, 0,
        Half, 0, 0, new Complex(0, -Half),
    ]);

    // Eigenvalues of xx, yy and zz on the columns of the magic basis.
    private static readonly double[][] Signs = [[1, 1, -1, -1], [-1, 1, -1, 1], [1, -1, -1, 1]];

    /// <summary>Decomposes a unitary.</summary>
    public static WeylDecomposition Of(Unitary4 unitary)
    {
        Unitary4 inner = Magic.Adjoint() * unitary * Magic;
        double[,] real = new double[4, 4];
        double[,] imaginary = new double[4, 4];
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                Complex sum = 0;
                for (int k = 0; k < 4; k++)
                    sum += inner[k, row] * inner[k, column];
                (real[row, column], imaginary[row, column]) = (sum.Real, sum.Imaginary);
            }
        }

        double[,] basis = Diagonalise(real, imaginary);
        double[] phases = [.. Enumerable.Range(0, 4).Select(i => Math.Atan2(imaginary[i, i], real[i, i]) / 2)];
        double[,] left = Left(inner, basis, phases);
        if (Determinant(left) < 0)
        {
            phases[0] += Math.PI;
            for (int row = 0; row < 4; row++)
                left[row, 0] = -left[row, 0];
        }

        (Unitary2 firstBehind, Unitary2 secondBehind) = (Magic * Real(left) * Magic.Adjoint()).Factors();
        (Unitary2 firstBefore, Unitary2 secondBefore) = (Magic * Real(Transposed(basis)) * Magic.Adjoint()).Factors();
        double[] angles = [.. Signs.Select(signs => -0.5 * signs.Zip(phases, (s, p) => s * p).Sum())];
        Unitary2[] paulis = [Unitary2.X, new Unitary2(0, new Complex(0, -1), new Complex(0, 1), 0), new Unitary2(1, 0, 0, -1)];
        for (int axis = 0; axis < 3; axis++)
        {
            // A half turn about xx, yy or zz is a Pauli gate on both qubits.
            double turns = Math.Round(angles[axis] / Math.PI);
            angles[axis] -= turns * Math.PI;
            if (Math.IEEERemainder(turns, 2) != 0)
                (firstBehind, secondBehind) = (firstBehind * paulis[axis], secondBehind * paulis[axis]);
        }

        return new WeylDecomposition(firstBefore, secondBefore, angles[0], angles[1], angles[2], firstBehind, secondBehind);
    }

    private static double[,] Diagonalise(double[,] a, double[,] b)
    {
        double[,] basis = new double[4, 4];
        for (int i = 0; i < 4; i++)
            basis[i, i] = 1;
        for (int sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            double largest = 0;
            for (int p = 0; p < 3; p++)
            {
                for (int q = p + 1; q < 4; q++)
                {
                    largest = Math.Max(largest, Math.Max(Math.Abs(a[p, q]), Math.Abs(b[p, q])));
                    Rotate(a, b, basis, p, q);
                }
            }

            if (largest < 1e-15)
                break;
        }

        if (Determinant(basis) < 0)
        {
            for (int row = 0; row < 4; row++)
                basis[row, 0] = -basis[row, 0];
        }

        return basis;
    }

    // The angle that makes both off-diagonal entries smallest (Bunse-Gerstner, Byers and Mehrmann, SIAM J. Matrix Anal. Appl. 14, 927).
    private static void Rotate(double[,] a, double[,] b, double[,] basis, int p, int q)
    {
        double on = Square(a[p, p] - a[q, q]) + Square(b[p, p] - b[q, q]) - (4 * (Square(a[p, q]) + Square(b[p, q])));
        double off = 4 * (((a[p, p] - a[q, q]) * a[p, q]) + ((b[p, p] - b[q, q]) * b[p, q]));
        double angle = 0.5 * Math.Atan2(off, on + Math.Sqrt((on * on) + (off * off)));
        if (angle == 0)
            return;
        (double sine, double cosine) = Math.SinCos(angle);
        foreach (double[,] matrix in (ReadOnlySpan<double[,]>)[a, b])
        {
            RotateColumns(matrix, p, q, cosine, sine);
            for (int k = 0; k < 4; k++)
                (matrix[p, k], matrix[q, k]) = ((cosine * matrix[p, k]) + (sine * matrix[q, k]), (cosine * matrix[q, k]) - (sine * matrix[p, k]));
        }

        RotateColumns(basis, p, q, cosine, sine);
    }

    private static void RotateColumns(double[,] matrix, int p, int q, double cosine, double sine)
    {
        for (int k = 0; k < 4; k++)
            (matrix[k, p], matrix[k, q]) = ((cosine * matrix[k, p]) + (sine * matrix[k, q]), (cosine * matrix[k, q]) - (sine * matrix[k, p]));
    }

    private static double[,] Left(Unitary4 inner, double[,] basis, double[] phases)
    {
        double[,] left = new double[4, 4];
        for (int column = 0; column < 4; column++)
        {
            var turned = new Complex(Math.Cos(phases[column]), -Math.Sin(phases[column]));
            for (int row = 0; row < 4; row++)
            {
                Complex sum = 0;
                for (int k = 0; k < 4; k++)
                    sum += inner[row, k] * basis[k, column];
                left[row, column] = (sum * turned).Real;
            }
        }

        return left;
    }

    private static Unitary4 Real(double[,] matrix)
    {
        var entries = new Complex[16];
        for (int i = 0; i < 16; i++)
            entries[i] = matrix[i / 4, i % 4];
        return new Unitary4(entries);
    }

    private static double[,] Transposed(double[,] matrix)
    {
        double[,] transposed = new double[4, 4];
        for (int i = 0; i < 16; i++)
            transposed[i / 4, i % 4] = matrix[i % 4, i / 4];
        return transposed;
    }

    private static double Determinant(double[,] matrix)
    {
        double[,] m = (double[,])matrix.Clone();
        double determinant = 1;
        for (int column = 0; column < 4; column++)
        {
            int pivot = Enumerable.Range(column, 4 - column).MaxBy(row => Math.Abs(m[row, column]));
            if (pivot != column)
            {
                determinant = -determinant;
                for (int k = 0; k < 4; k++)
                    (m[pivot, k], m[column, k]) = (m[column, k], m[pivot, k]);
            }

            determinant *= m[column, column];
            for (int row = column + 1; row < 4; row++)
            {
                double factor = m[row, column] / m[column, column];
                for (int k = column; k < 4; k++)
                    m[row, k] -= factor * m[column, k];
            }
        }

        return determinant;
    }

    private static double Square(double value) => value * value;
}
