using System.Text;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Emission;

/// <summary>Prints constants, with a conversion where the literal alone would have another type.</summary>
internal static class LiteralWriter
{
    /// <summary>Prints a constant.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="value">The constant.</param>
    /// <param name="isTight">Whether it stands where a sign needs parentheses.</param>
    /// <param name="isOperand">Whether it stands where a sum needs parentheses.</param>
    /// <param name="context">The type a literal takes on where it stands, or null where nothing gives it one.</param>
    public static void Write(StringBuilder text, ClassicalValue value, bool isTight, bool isOperand, ClassicalType? context)
    {
        string literal = Text(value);
        bool natural = value.Type == context || value.Type.Kind is ClassicalKind.Bool or ClassicalKind.Duration
            || value.Type == ClassicalType.Int || value.Type == ClassicalType.Float || value.Type == ClassicalType.Complex
            || value.Type is { Kind: ClassicalKind.Angle or ClassicalKind.Bit, Width: > 0 };
        if (!natural)
            text.Append(value.Type).Append('(').Append(literal).Append(')');
        else if (isTight && literal[0] == '-')
            text.Append('(').Append(literal).Append(')');
        else if (value.Type.Kind == ClassicalKind.Duration && isOperand && literal.Contains(' ', StringComparison.Ordinal))
            text.Append('(').Append(literal).Append(')');
        else
            text.Append(literal);
    }

    /// <summary>A constant as it stands in text.</summary>
    private static string Text(ClassicalValue value) => value.Type.Kind switch
    {
        ClassicalKind.Float or ClassicalKind.Angle when double.IsNaN(value.Real) => "(0.0 / 0.0)",
        ClassicalKind.Float or ClassicalKind.Angle when double.IsInfinity(value.Real) => value.Real > 0 ? "(1.0 / 0.0)" : "(-1.0 / 0.0)",
        ClassicalKind.Angle when value.Type.Width > 0 => $"angle[{value.Type.Width}](\"{ClassicalValue.BitString(value.Integer, value.Type.Width)}\")",
        ClassicalKind.Float or ClassicalKind.Angle => ClassicalValue.Number(value.Real),
        ClassicalKind.Complex => $"({ClassicalValue.Number(value.Real)} {(double.IsNegative(value.Imaginary) ? '-' : '+')} {ClassicalValue.Number(Math.Abs(value.Imaginary))}im)",
        ClassicalKind.Duration => Duration(value),
        _ => value.ToString(),
    };

    private static string Duration(ClassicalValue value)
    {
        string steps = $"{ClassicalValue.Number(value.Imaginary)}dt";
        if (value.Real == 0 && value.Imaginary != 0)
            return steps;
        double nanoseconds = Math.Round(value.Real * 1e9, 6);
        string time = nanoseconds / 1e9 == value.Real ? $"{ClassicalValue.Number(nanoseconds)}ns" : $"{ClassicalValue.Number(value.Real)}s";
        return value.Imaginary == 0 ? time : $"{time} + {steps}";
    }
}
