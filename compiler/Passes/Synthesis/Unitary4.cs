using System.Numerics;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>A two-qubit unitary, row-major; the first qubit is the more significant digit of an index. Global phases mean nothing here.</summary>
internal sealed class Unitary4
{
    public const int Size = 4;

    private readonly Complex[] _entries;

    public Unitary4(ReadOnlySpan<Complex> entries) => _entries = entries.ToArray();

    public static Unitary4 Identity { get; } = Of(Unitary2.Identity, Unitary2.Identity);

    public Complex this[int row, int column] => _entries[(row * Size) + column];

    public static Unitary4 operator *(Unitary4 left, Unitary4 right)
    {
        var product = new Complex[Size * Size];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                Complex sum = 0;
                for (int k = 0; k < Size; k++)
                    sum += left[row, k] * right[k, column];
                product[(row * Size) + column] = sum;
            }
        }

        return new Unitary4(product);
    }

    /// <summary>One-qubit unitaries side by side.</summary>
    public static Unitary4 Of(Unitary2 first, Unitary2 second)
    {
        var entries = new Complex[Size * Size];
        Complex[] a = [first.M00, first.M01, first.M10, first.M11];
        Complex[] b = [second.M00, second.M01, second.M10, second.M11];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
                entries[(row * Size) + column] = a[(row & 2) + (column >> 1)] * b[((row & 1) * 2) + (column & 1)];
        }

        return new Unitary4(entries);
    }

    /// <summary><c>rzz(angle)</c>.</summary>
    public static Unitary4 Rzz(double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle / 2);
        var entries = new Complex[Size * Size];
        for (int i = 0; i < Size; i++)
            entries[(i * Size) + i] = new Complex(cosine, i is 0 or 3 ? -sine : sine);
        return new Unitary4(entries);
    }

    public Unitary4 Adjoint()
    {
        var adjoint = new Complex[Size * Size];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
                adjoint[(row * Size) + column] = Complex.Conjugate(this[column, row]);
        }

        return new Unitary4(adjoint);
    }

    /// <summary>How far two unitaries are apart up to phase: the largest entry of their difference after the phases are aligned.</summary>
    public double DistanceTo(Unitary4 other)
    {
        Complex overlap = 0;
        for (int i = 0; i < _entries.Length; i++)
            overlap += Complex.Conjugate(_entries[i]) * other._entries[i];
        Complex phase = overlap / Complex.Abs(overlap);
        double distance = 0;
        for (int i = 0; i < _entries.Length; i++)
            distance = Math.Max(distance, Complex.Abs((_entries[i] * phase) - other._entries[i]));
        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    /// <summary>Splits a product of one-qubit unitaries into its factors, by the block of largest norm.</summary>
    public (Unitary2 First, Unitary2 Second) Factors()
    {
        int best = 0;
        double norm = 0;
        for (int block = 0; block < Size; block++)
        {
            Unitary2 candidate = Block(block);
            double size = Norm(candidate);
            if (size > norm)
                (best, norm) = (block, size);
        }

        Unitary2 second = Scaled(Block(best), 1 / Math.Sqrt(norm / 2));
        var entries = new Complex[Size];
        for (int block = 0; block < Size; block++)
        {
            Unitary2 part = Block(block);
            entries[block] = ((Complex.Conjugate(second.M00) * part.M00) + (Complex.Conjugate(second.M01) * part.M01)
                + (Complex.Conjugate(second.M10) * part.M10) + (Complex.Conjugate(second.M11) * part.M11)) / 2;
        }

        return (Unitary2.From(entries), second);
    }

    private Unitary2 Block(int block)
    {
        int row = block & 2;
        int column = (block & 1) * 2;
        return new Unitary2(this[row, column], this[row, column + 1], this[row + 1, column], this[row + 1, column + 1]);
    }

    private static double Norm(Unitary2 m) => Square(m.M00) + Square(m.M01) + Square(m.M10) + Square(m.M11);

    private static double Square(Complex z) => (z.Real * z.Real) + (z.Imaginary * z.Imaginary);

    private static Unitary2 Scaled(Unitary2 m, double factor) => new(m.M00 * factor, m.M01 * factor, m.M10 * factor, m.M11 * factor);
}
