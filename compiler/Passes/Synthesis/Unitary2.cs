using System.Numerics;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>A one-qubit unitary, row-major. Global phases are kept but mean nothing here.</summary>
internal readonly record struct Unitary2(Complex M00, Complex M01, Complex M10, Complex M11)
{
    /// <summary>
    /// What counts as zero in a matrix entry: a thousand times the rounding of one product. Smaller rotations than this are below the precision the
    /// amplitudes have anyway; no larger angle is ever dropped or moved.
    /// </summary>
    public const double Rounding = 1e-13;

    public static Unitary2 Identity => new(1, 0, 0, 1);

    public static Unitary2 Hadamard { get; } = new(Math.Sqrt(0.5), Math.Sqrt(0.5), Math.Sqrt(0.5), -Math.Sqrt(0.5));

    public static Unitary2 X { get; } = new(0, 1, 1, 0);

    public bool IsDiagonal => Complex.Abs(M01) < Rounding;

    public bool IsAntiDiagonal => Complex.Abs(M00) < Rounding;

    public bool IsIdentity => IsDiagonal && Complex.Abs(M00 - M11) < Rounding;

    public static Unitary2 Rz(double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle / 2);
        return new Unitary2(new Complex(cosine, -sine), 0, 0, new Complex(cosine, sine));
    }

    public static Unitary2 Ry(double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle / 2);
        return new Unitary2(cosine, -sine, sine, cosine);
    }

    public static Unitary2 Rx(double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle / 2);
        return new Unitary2(cosine, new Complex(0, -sine), new Complex(0, -sine), cosine);
    }

    public static Unitary2 From(ReadOnlySpan<Complex> matrix) => new(matrix[0], matrix[1], matrix[2], matrix[3]);

    public static Unitary2 operator *(Unitary2 left, Unitary2 right) => new(
        (left.M00 * right.M00) + (left.M01 * right.M10),
        (left.M00 * right.M01) + (left.M01 * right.M11),
        (left.M10 * right.M00) + (left.M11 * right.M10),
        (left.M10 * right.M01) + (left.M11 * right.M11));

    public Unitary2 Adjoint() => new(Complex.Conjugate(M00), Complex.Conjugate(M10), Complex.Conjugate(M01), Complex.Conjugate(M11));

    /// <summary>The angles of <c>Rz(phi) Ry(theta) Rz(lambda)</c>, equal up to phase; theta in [0, pi].</summary>
    public (double Phi, double Theta, double Lambda) Zyz()
    {
        double theta = 2 * Math.Atan2(Complex.Abs(M10), Complex.Abs(M00));
        if (IsDiagonal)
            return ((M11 / M00).Phase, 0, 0);
        if (IsAntiDiagonal)
            return ((-M10 / M01).Phase, Math.PI, 0);
        // M10 / M00 = exp(i phi) tan(theta/2) and M11 / M00 = exp(i (phi + lambda)).
        double phi = (M10 / M00).Phase;
        return (phi, theta, (M11 / M00).Phase - phi);
    }

    /// <summary>Eigenvectors as columns of a unitary V and eigenphases, so that this is <c>V diag(e^ia, e^ib) V'</c>.</summary>
    public (Unitary2 Basis, double PhaseA, double PhaseB) Eigen()
    {
        if (IsDiagonal)
            return (Identity, M00.Phase, M11.Phase);
        Complex half = (M00 + M11) / 2;
        Complex root = Complex.Sqrt((half * half) - ((M00 * M11) - (M01 * M10)));
        Complex first = half + root;
        Complex second = half - root;
        // The larger of the two candidate rows keeps the vector away from cancellation.
        (Complex x, Complex y) = Complex.Abs(first - M00) > Complex.Abs(first - M11) ? (M01, first - M00) : (first - M11, M10);
        double norm = Math.Sqrt((x * Complex.Conjugate(x)).Real + (y * Complex.Conjugate(y)).Real);
        x /= norm;
        y /= norm;
        return (new Unitary2(x, -Complex.Conjugate(y), y, Complex.Conjugate(x)), first.Phase, second.Phase);
    }

    /// <summary>The principal power: eigenphases in (-pi, pi] times the exponent.</summary>
    public Unitary2 Power(double exponent)
    {
        (Unitary2 basis, double a, double b) = Eigen();
        return basis * new Unitary2(Cis(Principal(a) * exponent), 0, 0, Cis(Principal(b) * exponent)) * basis.Adjoint();
    }

    // -1 has the phase pi or -pi by the sign of a rounding error; the principal power takes pi.
    private static double Principal(double phase) => phase <= -Math.PI + Rounding ? Math.PI : phase;

    private static Complex Cis(double angle) => new(Math.Cos(angle), Math.Sin(angle));
}
