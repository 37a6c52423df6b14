namespace Sqs.Compiler.Ir.Types;

/// <summary>The type of a classical value: a kind, a width in bits and, for arrays, the dimensions.</summary>
/// <param name="Kind">What one element is.</param>
/// <param name="Width">
/// Width of one element in bits. 0 for a scalar <c>bit</c>, which the language keeps apart from <c>bit[1]</c>, for an unsized
/// <c>angle</c>, and for kinds that have no width. A complex number has the width of each of its parts.
/// </param>
/// <param name="Dimensions">Sizes of an array, outermost first; empty for a scalar.</param>
public sealed record ClassicalType(ClassicalKind Kind, int Width = 0, EquatableArray<int> Dimensions = default)
{
    /// <summary>The type <c>bool</c>.</summary>
    public static ClassicalType Bool { get; } = new(ClassicalKind.Bool);

    /// <summary>The scalar type <c>bit</c>.</summary>
    public static ClassicalType Bit { get; } = new(ClassicalKind.Bit);

    /// <summary>The type <c>int</c> of default width, 64.</summary>
    public static ClassicalType Int { get; } = new(ClassicalKind.Int, 64);

    /// <summary>The type <c>uint</c> of default width, 64.</summary>
    public static ClassicalType UInt { get; } = new(ClassicalKind.UInt, 64);

    /// <summary>The type <c>float</c> of default width, 64.</summary>
    public static ClassicalType Float { get; } = new(ClassicalKind.Float, 64);

    /// <summary>The type <c>angle</c> without a width.</summary>
    public static ClassicalType Angle { get; } = new(ClassicalKind.Angle);

    /// <summary>The type <c>complex[float]</c> of default width, 64 a part.</summary>
    public static ClassicalType Complex { get; } = new(ClassicalKind.Complex, 64);

    /// <summary>The type <c>duration</c>.</summary>
    public static ClassicalType Duration { get; } = new(ClassicalKind.Duration);

    /// <summary>The type <c>bit[width]</c>.</summary>
    /// <param name="width">Number of bits, at least 1.</param>
    /// <returns>The type.</returns>
    public static ClassicalType BitRegister(int width) => new(ClassicalKind.Bit, width);

    /// <summary>Whether this is an array.</summary>
    public bool IsArray => !Dimensions.IsEmpty;

    /// <summary>The type of one element of an array; the type itself for a scalar.</summary>
    public ClassicalType Element => IsArray ? new ClassicalType(Kind, Width) : this;

    /// <summary>Number of scalar elements: the product of the dimensions, 1 for a scalar.</summary>
    /// <returns>The count.</returns>
    public int ElementCount()
    {
        int count = 1;
        foreach (int dimension in Dimensions)
            count = checked(count * dimension);
        return count;
    }

    /// <summary>The type as OpenQASM 3 spells it.</summary>
    /// <returns>For instance <c>uint[8]</c> or <c>array[int[32], 2, 3]</c>.</returns>
    public override string ToString()
    {
        string scalar = Kind switch
        {
            ClassicalKind.Bool => "bool",
            ClassicalKind.Bit => Width == 0 ? "bit" : $"bit[{Width}]",
            ClassicalKind.Int => $"int[{Width}]",
            ClassicalKind.UInt => $"uint[{Width}]",
            ClassicalKind.Float => $"float[{Width}]",
            ClassicalKind.Angle => Width == 0 ? "angle" : $"angle[{Width}]",
            ClassicalKind.Complex => $"complex[float[{Width}]]",
            _ => "duration",
        };
        return IsArray ? $"array[{scalar}, {string.Join(", ", Dimensions)}]" : scalar;
    }
}
