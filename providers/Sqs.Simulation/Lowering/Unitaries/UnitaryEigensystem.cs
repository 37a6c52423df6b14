using System.Numerics;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>
/// Powers of unitary matrices. U = A + iB with commuting Hermitian A and B, so the eigenvectors of A + cB for a generic real c are
/// those of U; they are found by Jacobi rotations, which keep them orthonormal to machine precision even where eigenvalues meet.
/// </summary>
internal static class UnitaryEigensystem
{
    // Any number for which no two eigenvalues cos + c sin meet by accident; two are tried.
    private static readonly double[] Mixings = [0.754877666246693, 0.569840290998053];

    private const int MaximumSweeps = 60;

    /// <summary>The principal power of a unitary.</summary>
    /// <param name="matrix">The unitary, row-major.</param>
    /// <param name="size">Number of rows.</param>
    /// <param name="exponent">The exponent.</param>
    /// <returns>A new matrix.</returns>
    public static Complex[] Power(Complex[] matrix, int size, double exponent)
    {
        foreach (double mixing in Mixings)
        {
            Complex[] vectors = Eigenvectors(matrix, size, mixing);
            Complex[] image = Multiply(matrix, vectors, size);
            var phases = new double[size];
            for (int k = 0; k < size; k++)
            {
                Complex value = 0;
                for (int row = 0; row < size; row++)
                    value += Complex.Conjugate(vectors[(row * size) + k]) * image[(row * size) + k];
                phases[k] = PrincipalPhase(value);
            }

            if (Assemble(vectors, phases, 1, size).Zip(matrix, static (a, b) => (a - b).Magnitude).Max() < 1e-9)
                return Assemble(vectors, phases, exponent, size);
        }

        throw new ArgumentException("The matrix is not unitary.", nameof(matrix));
    }

    // Rounding may put an eigenvalue of -1 just below the cut; it belongs at +pi.
    private static double PrincipalPhase(Complex value) => value.Phase < -Math.PI + 1e-12 ? Math.PI : value.Phase;

    private static Complex[] Assemble(Complex[] vectors, double[] phases, double exponent, int size)
    {
        var result = new Complex[size * size];
        for (int k = 0; k < size; k++)
        {
            Complex value = Complex.FromPolarCoordinates(1, phases[k] * exponent);
            for (int row = 0; row < size; row++)
            {
                Complex left = value * vectors[(row * size) + k];
                for (int column = 0; column < size; column++)
                    result[(row * size) + column] += left * Complex.Conjugate(vectors[(column * size) + k]);
            }
        }

        return result;
    }

    private static Complex[] Eigenvectors(Complex[] unitary, int size, double mixing)
    {
        var hermitian = new Complex[size * size];
        var vectors = new Complex[size * size];
        for (int row = 0; row < size; row++)
        {
            vectors[(row * size) + row] = 1;
            for (int column = 0; column < size; column++)
            {
                Complex entry = unitary[(row * size) + column];
                Complex adjoint = Complex.Conjugate(unitary[(column * size) + row]);
                hermitian[(row * size) + column] = ((entry + adjoint) / 2) + (mixing * (entry - adjoint) / new Complex(0, 2));
            }
        }

        for (int sweep = 0; sweep < MaximumSweeps && !IsDiagonal(hermitian, size); sweep++)
        {
            for (int p = 0; p < size - 1; p++)
            {
                for (int q = p + 1; q < size; q++)
                    Rotate(hermitian, vectors, size, p, q);
            }
        }

        return vectors;
    }

    private static bool IsDiagonal(Complex[] matrix, int size)
    {
        double off = 0;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < row; column++)
                off += Norm(matrix[(row * size) + column]);
        }

        return off < 1e-30 * size;
    }

    // One Jacobi rotation that makes the entry (p, q) of the Hermitian matrix zero.
    private static void Rotate(Complex[] matrix, Complex[] vectors, int size, int p, int q)
    {
        Complex off = matrix[(p * size) + q];
        double magnitude = off.Magnitude;
        if (magnitude < 1e-300)
            return;
        double difference = matrix[(q * size) + q].Real - matrix[(p * size) + p].Real;

        // Of the two angles that do, the one within a quarter of pi makes the sweeps converge.
        double angle = difference >= 0 ? 0.5 * Math.Atan2(2 * magnitude, difference) : 0.5 * Math.Atan2(-2 * magnitude, -difference);
        double cosine = Math.Cos(angle);
        Complex sine = Math.Sin(angle) * (off / magnitude);
        for (int row = 0; row < size; row++)
        {
            RotatePair(ref matrix[(row * size) + p], ref matrix[(row * size) + q], cosine, Complex.Conjugate(sine));
            RotatePair(ref vectors[(row * size) + p], ref vectors[(row * size) + q], cosine, Complex.Conjugate(sine));
        }

        for (int column = 0; column < size; column++)
            RotatePair(ref matrix[(p * size) + column], ref matrix[(q * size) + column], cosine, sine);
    }

    private static void RotatePair(ref Complex first, ref Complex second, double cosine, Complex sine)
    {
        Complex old = first;
        first = (cosine * old) - (sine * second);
        second = (Complex.Conjugate(sine) * old) + (cosine * second);
    }

    private static Complex[] Multiply(Complex[] left, Complex[] right, int size)
    {
        var product = new Complex[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int inner = 0; inner < size; inner++)
            {
                Complex factor = left[(row * size) + inner];
                for (int column = 0; column < size; column++)
                    product[(row * size) + column] += factor * right[(inner * size) + column];
            }
        }

        return product;
    }

    private static double Norm(Complex value) => (value.Real * value.Real) + (value.Imaginary * value.Imaginary);
}
