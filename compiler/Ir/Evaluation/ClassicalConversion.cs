using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Evaluation;

/// <summary>Conversions between classical scalar types, OpenQASM 3 specification, "Types and Casting".</summary>
public static class ClassicalConversion
{
    /// <summary>
    /// Converts a value. Integers wrap to the width, floats become integers towards zero and sized angles to the nearest
    /// fraction of a turn (ties to even), bits keep their pattern.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The scalar type it becomes.</param>
    /// <returns>The converted value.</returns>
    /// <exception cref="DiagnosticException">The value has no counterpart in the type.</exception>
    public static ClassicalValue Convert(ClassicalValue value, ClassicalType type)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(type);
        if (value.Type == type)
            return value;
        return type.Kind switch
        {
            ClassicalKind.Bool => ClassicalValue.Bool(IsTrue(value)),
            ClassicalKind.Bit when type.Width == 0 => ClassicalValue.Bit(IsTrue(value)),
            ClassicalKind.Bit => ClassicalValue.Bits(ToInteger(value, type), type.Width),
            ClassicalKind.Int => ClassicalValue.Int(ToInteger(value, type), type.Width),
            ClassicalKind.UInt => ClassicalValue.UInt(ToInteger(value, type), type.Width),
            ClassicalKind.Float => ClassicalValue.Float(ToDouble(value), type.Width),
            ClassicalKind.Angle when type.Width == 0 => ClassicalValue.Angle(ToDouble(value)),
            ClassicalKind.Angle => ToSizedAngle(value, type),
            ClassicalKind.Complex => ClassicalValue.ComplexNumber(ToComplex(value), type.Width),
            _ => value.Type.Kind == ClassicalKind.Duration ? value : throw NotConvertible(value, type),
        };
    }

    /// <summary>Whether a value counts as true: anything but zero.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The truth value.</returns>
    public static bool IsTrue(ClassicalValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return IsExact(value.Type) ? !value.Integer.IsZero : value.Real != 0 || value.Imaginary != 0;
    }

    /// <summary>The value as a double; sized angles in radians.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The double.</returns>
    public static double ToDouble(ClassicalValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Type is { Kind: ClassicalKind.Angle, Width: > 0 })
            return Math.Tau * ((double)value.Integer / (double)(BigInteger.One << value.Type.Width));
        return IsExact(value.Type) ? (double)value.Integer : value.Real;
    }

    /// <summary>The value as a complex number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The complex number.</returns>
    public static Complex ToComplex(ClassicalValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Type.Kind == ClassicalKind.Complex ? new Complex(value.Real, value.Imaginary) : ToDouble(value);
    }

    /// <summary>Whether values of a type are exact integers or bit patterns.</summary>
    /// <param name="type">A scalar type.</param>
    /// <returns>True for bool, bits, integers and sized angles.</returns>
    public static bool IsExact(ClassicalType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Kind is ClassicalKind.Bool or ClassicalKind.Bit or ClassicalKind.Int or ClassicalKind.UInt
            || (type.Kind == ClassicalKind.Angle && type.Width > 0);
    }

    private static BigInteger ToInteger(ClassicalValue value, ClassicalType type)
    {
        if (IsExact(value.Type))
            return value.Integer;
        return double.IsFinite(value.Real) ? new BigInteger(value.Real) : throw NotConvertible(value, type);
    }

    private static ClassicalValue ToSizedAngle(ClassicalValue value, ClassicalType type)
    {
        int from = value.Type.Width;
        switch (value.Type.Kind)
        {
            case ClassicalKind.Angle when from > 0:
                return ClassicalValue.Turns(from < type.Width ? value.Integer << (type.Width - from) : value.Integer >> (from - type.Width), type.Width);
            case ClassicalKind.Bit:
                return ClassicalValue.Turns(value.Integer, type.Width);
        }

        double radians = ToDouble(value);
        if (!double.IsFinite(radians))
            throw NotConvertible(value, type);
        double turns = Math.IEEERemainder(radians / Math.Tau, 1);
        return ClassicalValue.Turns(RoundToEven(turns, type.Width), type.Width);
    }

    /// <summary>turns * 2^width, to the nearest integer with ties to even; exact for any width.</summary>
    private static BigInteger RoundToEven(double turns, int width)
    {
        const int MantissaBits = 53;
        int shift = width - 128;
        double scaled = Math.ScaleB(turns, Math.Min(width, 128));
        BigInteger nearest = Math.Abs(scaled) < Math.ScaleB(1, MantissaBits)
            ? new BigInteger(Math.Round(scaled, MidpointRounding.ToEven))
            : new BigInteger(scaled);
        return shift > 0 ? nearest << shift : nearest;
    }

    private static DiagnosticException NotConvertible(ClassicalValue value, ClassicalType type) =>
        new(EvaluationDiagnostics.NotFinite.At(SourceSpan.None, value, type));
}
