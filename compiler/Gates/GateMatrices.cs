using System.Numerics;

namespace Sqs.Compiler.Gates;

/// <summary>
/// The unitaries of the gate table, row-major, operand 0 least significant. Definitions follow the OpenQASM 3 specification,
/// "Quantum gates", whose built-in <c>U</c> carries the phase exp(i theta / 2), and IonQ's native gate documentation.
/// </summary>
internal static class GateMatrices
{
    private static readonly double HalfRoot = Math.Sqrt(0.5);

    public static Complex[] Diagonal(params ReadOnlySpan<Complex> entries)
    {
        var matrix = new Complex[entries.Length * entries.Length];
        for (int i = 0; i < entries.Length; i++)
            matrix[(i * entries.Length) + i] = entries[i];
        return matrix;
    }

    public static Complex[] Phase(double angle) => Diagonal(1, Cis(angle));

    public static Complex[] U(double theta, double phi, double lambda) => Scale(Cis(theta / 2), Euler(theta, phi, lambda));

    public static Complex[] U3(double theta, double phi, double lambda) => Scale(Cis(-(phi + lambda) / 2), Euler(theta, phi, lambda));

    public static Complex[] X() => [0, 1, 1, 0];

    public static Complex[] Y() => [0, -Complex.ImaginaryOne, Complex.ImaginaryOne, 0];

    public static Complex[] H() => [HalfRoot, HalfRoot, HalfRoot, -HalfRoot];

    public static Complex[] SquareRootX(int sign)
    {
        var same = new Complex(0.5, 0.5 * sign);
        var other = new Complex(0.5, -0.5 * sign);
        return [same, other, other, same];
    }

    public static Complex[] Rx(double theta)
    {
        var sine = new Complex(0, -Math.Sin(theta / 2));
        return [Math.Cos(theta / 2), sine, sine, Math.Cos(theta / 2)];
    }

    public static Complex[] Ry(double theta) =>
        [Math.Cos(theta / 2), -Math.Sin(theta / 2), Math.Sin(theta / 2), Math.Cos(theta / 2)];

    public static Complex[] Rz(double lambda) => Diagonal(Cis(-lambda / 2), Cis(lambda / 2));

    public static Complex[] Swap() =>
        [1, 0, 0, 0,
         0, 0, 1, 0,
         0, 1, 0, 0,
         0, 0, 0, 1];

    public static Complex[] Rxx(double theta) => CosineMinusSine(theta, [1, 1, 1, 1]);

    public static Complex[] Ryy(double theta) => CosineMinusSine(theta, [-1, 1, 1, -1]);

    public static Complex[] Rzz(double theta) => Diagonal(Cis(-theta / 2), Cis(theta / 2), Cis(theta / 2), Cis(-theta / 2));

    public static Complex[] GPi(double phi) => [0, Cis(-phi), Cis(phi), 0];

    public static Complex[] GPi2(double phi) =>
        Scale(HalfRoot, [1, -Complex.ImaginaryOne * Cis(-phi), -Complex.ImaginaryOne * Cis(phi), 1]);

    // exp(-i theta/2 GPi(phi0) x GPi(phi1)); both factors only have off-diagonal entries, so the product is anti-diagonal.
    public static Complex[] Ms(double phi0, double phi1, double theta) =>
        CosineMinusSine(theta, [Cis(-phi0 - phi1), Cis(phi0 - phi1), Cis(phi1 - phi0), Cis(phi0 + phi1)]);

    public static Complex[] Controlled(int controls, Complex[] target)
    {
        int targetSize = (int)Math.Sqrt(target.Length);
        int size = targetSize << controls;
        int active = (1 << controls) - 1;
        var matrix = new Complex[size * size];
        for (int row = 0; row < size; row++)
        {
            if ((row & active) != active)
            {
                matrix[(row * size) + row] = 1;
                continue;
            }

            for (int column = 0; column < targetSize; column++)
                matrix[(row * size) + ((column << controls) | active)] = target[((row >> controls) * targetSize) + column];
        }

        return matrix;
    }

    public static Complex[] Scale(Complex factor, Complex[] matrix) => Array.ConvertAll(matrix, entry => factor * entry);

    public static Complex Cis(double angle) => new(Math.Cos(angle), Math.Sin(angle));

    private static Complex[] Euler(double theta, double phi, double lambda)
    {
        double cosine = Math.Cos(theta / 2);
        double sine = Math.Sin(theta / 2);
        return [cosine, -Cis(lambda) * sine, Cis(phi) * sine, Cis(phi + lambda) * cosine];
    }

    // cos(theta/2) I - i sin(theta/2) A with A anti-diagonal; antiDiagonal[r] is the entry of row r, column 3 - r.
    private static Complex[] CosineMinusSine(double theta, ReadOnlySpan<Complex> antiDiagonal)
    {
        var matrix = new Complex[16];
        for (int row = 0; row < 4; row++)
        {
            matrix[(row * 4) + row] = Math.Cos(theta / 2);
            matrix[(row * 4) + 3 - row] = new Complex(0, -Math.Sin(theta / 2)) * antiDiagonal[row];
        }

        return matrix;
    }
}
