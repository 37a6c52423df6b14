using System.Numerics;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>The table of allowed casts of the specification ("Types and Casting"), and which of them need no cast.</summary>
internal static class ConversionRules
{
    public static ConversionRule Between(Bound value, ClassicalType to)
    {
        ClassicalType from = value.Type;
        if (from.IsArray || to.IsArray)
            return ConversionRule.None;
        return to.Kind switch
        {
            ClassicalKind.Bool => from.Kind is ClassicalKind.Duration or ClassicalKind.Complex ? ConversionRule.None : ConversionRule.Implicit,
            ClassicalKind.Bit => ToBits(value, to),
            ClassicalKind.Int or ClassicalKind.UInt => ToInteger(from, to),
            ClassicalKind.Float => from.Kind is ClassicalKind.Duration or ClassicalKind.Complex or ClassicalKind.Angle || IsRegister(from)
                ? ConversionRule.None
                : ConversionRule.Implicit,
            ClassicalKind.Angle => ToAngle(value, to),
            ClassicalKind.Complex => from.Kind is ClassicalKind.Duration or ClassicalKind.Angle || IsRegister(from) ? ConversionRule.None : ConversionRule.Implicit,
            _ => ConversionRule.None,
        };
    }

    /// <summary>Whether an integer type holds a value.</summary>
    public static bool Fits(BigInteger value, ClassicalType type) => type.Kind == ClassicalKind.UInt
        ? value.Sign >= 0 && value.GetBitLength() <= type.Width
        : value.GetBitLength() < type.Width;

    private static bool IsRegister(ClassicalType type) => type is { Kind: ClassicalKind.Bit, Width: > 0 };

    private static ConversionRule ToBits(Bound value, ClassicalType to)
    {
        ClassicalType from = value.Type;
        if (to.Width == 0)
        {
            return from.Kind switch
            {
                ClassicalKind.Bool => ConversionRule.Implicit,
                ClassicalKind.Bit => from.Width == 1 ? ConversionRule.Implicit : ConversionRule.WidthMismatch,
                ClassicalKind.Int or ClassicalKind.UInt => value.Constant is { } c
                    ? (c.Integer.IsZero || c.Integer.IsOne ? ConversionRule.Implicit : ConversionRule.ExplicitOnly)
                    : ConversionRule.ExplicitOnly,
                _ => ConversionRule.None,
            };
        }

        return from.Kind switch
        {
            ClassicalKind.Int or ClassicalKind.UInt when value.Constant is { } constant && value.IsLiteral =>
                constant.Integer.Sign >= 0 && constant.Integer.GetBitLength() <= to.Width ? ConversionRule.Implicit : ConversionRule.WidthMismatch,
            ClassicalKind.Bit or ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Angle =>
                from.Width == to.Width || (from.Width == 0 && from.Kind == ClassicalKind.Bit && to.Width == 1)
                    ? ConversionRule.Implicit
                    : ConversionRule.WidthMismatch,
            ClassicalKind.Bool => to.Width == 1 ? ConversionRule.Implicit : ConversionRule.WidthMismatch,
            _ => ConversionRule.None,
        };
    }

    private static ConversionRule ToInteger(ClassicalType from, ClassicalType to) => from.Kind switch
    {
        ClassicalKind.Bit when from.Width > 0 => from.Width <= to.Width ? ConversionRule.Implicit : ConversionRule.WidthMismatch,
        ClassicalKind.Duration or ClassicalKind.Complex or ClassicalKind.Angle => ConversionRule.None,
        _ => ConversionRule.Implicit,
    };

    private static ConversionRule ToAngle(Bound value, ClassicalType to)
    {
        ClassicalType from = value.Type;
        return from.Kind switch
        {
            ClassicalKind.Angle or ClassicalKind.Float => ConversionRule.Implicit,
            ClassicalKind.Int or ClassicalKind.UInt => value.Constant is null && to.Width > 0 ? ConversionRule.None : ConversionRule.Implicit,
            ClassicalKind.Bit when from.Width > 0 => from.Width == to.Width ? ConversionRule.Implicit : ConversionRule.WidthMismatch,
            _ => ConversionRule.None,
        };
    }
}
