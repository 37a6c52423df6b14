using System.Globalization;
using System.Numerics;

namespace Sqs.Compiler.Ir.Types;

/// <summary>
/// A classical scalar or register value. Bits, integers and sized angles are exact integers (bit 0 least significant); floats,
/// unsized angles (radians), complex numbers and durations are doubles.
/// </summary>
public sealed record ClassicalValue
{
    private ClassicalValue(ClassicalType type, BigInteger integer, double real, double imaginary)
    {
        Type = type;
        Integer = integer;
        Real = real;
        Imaginary = imaginary;
    }

    /// <summary>The type of the value; never an array.</summary>
    public ClassicalType Type { get; }

    /// <summary>
    /// The exact value of a bool (0 or 1), bits, int, uint, or the numerator of a sized angle over 2^width turns; 0 for the rest.
    /// </summary>
    public BigInteger Integer { get; }

    /// <summary>The value of a float, the radians of an unsized angle, the real part of a complex number, the seconds of a duration.</summary>
    public double Real { get; }

    /// <summary>The imaginary part of a complex number; the device time steps (<c>dt</c>) of a duration.</summary>
    public double Imaginary { get; }

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A <c>bool</c>.</returns>
    public static ClassicalValue Bool(bool value) => new(ClassicalType.Bool, value ? 1 : 0, 0, 0);

    /// <summary>One bit.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A scalar <c>bit</c>.</returns>
    public static ClassicalValue Bit(bool value) => new(ClassicalType.Bit, value ? 1 : 0, 0, 0);

    /// <summary>A register of bits.</summary>
    /// <param name="bits">The bits as a number, bit 0 least significant; reduced to the width.</param>
    /// <param name="width">Number of bits.</param>
    /// <returns>A <c>bit[width]</c>.</returns>
    public static ClassicalValue Bits(BigInteger bits, int width) => new(ClassicalType.BitRegister(width), Wrap(bits, width, signed: false), 0, 0);

    /// <summary>A signed integer.</summary>
    /// <param name="value">The value; wrapped to the width in two's complement.</param>
    /// <param name="width">Width in bits.</param>
    /// <returns>An <c>int[width]</c>.</returns>
    public static ClassicalValue Int(BigInteger value, int width = 64) =>
        new(new ClassicalType(ClassicalKind.Int, width), Wrap(value, width, signed: true), 0, 0);

    /// <summary>An unsigned integer.</summary>
    /// <param name="value">The value; reduced modulo 2^width.</param>
    /// <param name="width">Width in bits.</param>
    /// <returns>A <c>uint[width]</c>.</returns>
    public static ClassicalValue UInt(BigInteger value, int width = 64) =>
        new(new ClassicalType(ClassicalKind.UInt, width), Wrap(value, width, signed: false), 0, 0);

    /// <summary>A number.</summary>
    /// <param name="value">The value; rounded to the width.</param>
    /// <param name="width">16, 32 or 64.</param>
    /// <returns>A <c>float[width]</c>.</returns>
    public static ClassicalValue Float(double value, int width = 64) =>
        new(width == 64 ? ClassicalType.Float : new ClassicalType(ClassicalKind.Float, width), 0, Round(value, width), 0);

    /// <summary>An angle without a width.</summary>
    /// <param name="radians">Radians, kept as they are.</param>
    /// <returns>An <c>angle</c>.</returns>
    public static ClassicalValue Angle(double radians) => new(ClassicalType.Angle, 0, radians, 0);

    /// <summary>An angle of a width: a fraction of a turn.</summary>
    /// <param name="numerator">The numerator over 2^width; reduced modulo 2^width.</param>
    /// <param name="width">Width in bits, at least 1.</param>
    /// <returns>An <c>angle[width]</c>.</returns>
    public static ClassicalValue Turns(BigInteger numerator, int width) =>
        new(new ClassicalType(ClassicalKind.Angle, width), Wrap(numerator, width, signed: false), 0, 0);

    /// <summary>A complex number.</summary>
    /// <param name="value">The value.</param>
    /// <param name="width">Width of each part in bits.</param>
    /// <returns>A <c>complex[float[width]]</c>.</returns>
    public static ClassicalValue ComplexNumber(Complex value, int width = 64) =>
        new(new ClassicalType(ClassicalKind.Complex, width), 0, Round(value.Real, width), Round(value.Imaginary, width));

    /// <summary>A length of time.</summary>
    /// <param name="seconds">The part in seconds.</param>
    /// <param name="deviceSteps">The part in device time steps (<c>dt</c>).</param>
    /// <returns>A <c>duration</c>.</returns>
    public static ClassicalValue Duration(double seconds, double deviceSteps = 0) => new(ClassicalType.Duration, 0, seconds, deviceSteps);

    /// <summary>Reduces an integer to a width.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="width">Width in bits, at least 1.</param>
    /// <param name="signed">Whether the result is two's complement.</param>
    /// <returns>The integer that is congruent modulo 2^width and in range.</returns>
    public static BigInteger Wrap(BigInteger value, int width, bool signed)
    {
        BigInteger modulus = BigInteger.One << width;
        BigInteger reduced = BigInteger.Remainder(value, modulus);
        if (reduced.Sign < 0)
            reduced += modulus;
        if (signed && reduced >= modulus >> 1)
            reduced -= modulus;
        return reduced;
    }

    /// <summary>The value as OpenQASM 3 spells it; bits most significant first.</summary>
    /// <returns>A literal.</returns>
    public override string ToString() => Type.Kind switch
    {
        ClassicalKind.Bool => Integer.IsZero ? "false" : "true",
        ClassicalKind.Bit => Type.Width == 0 ? Integer.ToString(CultureInfo.InvariantCulture) : $"\"{BitString(Integer, Type.Width)}\"",
        ClassicalKind.Int or ClassicalKind.UInt => Integer.ToString(CultureInfo.InvariantCulture),
        ClassicalKind.Angle when Type.Width > 0 => $"{Integer}/2^{Type.Width} turn",
        ClassicalKind.Complex => $"{Number(Real)} + {Number(Imaginary)}im",
        ClassicalKind.Duration => Imaginary == 0 ? $"{Number(Real)}s" : Real == 0 ? $"{Number(Imaginary)}dt" : $"{Number(Real)}s + {Number(Imaginary)}dt",
        _ => Number(Real),
    };

    /// <summary>Writes bits most significant first.</summary>
    /// <param name="bits">The bits as a number, not negative.</param>
    /// <param name="width">Number of characters.</param>
    /// <returns>A string of 0 and 1.</returns>
    public static string BitString(BigInteger bits, int width) =>
        string.Create(width, bits, static (span, value) =>
        {
            for (int i = span.Length - 1; i >= 0; i--, value >>= 1)
                span[i] = value.IsEven ? '0' : '1';
        });

    /// <summary>The shortest decimal that reads back as the same double, always with a point or an exponent.</summary>
    /// <param name="value">The number.</param>
    /// <returns>A decimal literal that OpenQASM reads as a float.</returns>
    public static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E', 'N') >= 0 || double.IsInfinity(value) ? text.Replace("E+", "e+", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal) : text + ".0";
    }

    private static double Round(double value, int width) => width switch
    {
        16 => (double)(Half)value,
        32 => (float)value,
        _ => value,
    };
}
