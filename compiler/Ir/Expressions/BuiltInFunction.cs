namespace Sqs.Compiler.Ir.Expressions;

/// <summary>Functions of the OpenQASM 3 language, with the meaning of the specification's table of built-in functions.</summary>
public enum BuiltInFunction
{
    /// <summary>Inverse cosine, radians.</summary>
    Arccos,

    /// <summary>Inverse sine, radians.</summary>
    Arcsin,

    /// <summary>Inverse tangent, radians.</summary>
    Arctan,

    /// <summary>Smallest integer not below.</summary>
    Ceiling,

    /// <summary>Cosine of radians.</summary>
    Cos,

    /// <summary>Exponential.</summary>
    Exp,

    /// <summary>Largest integer not above.</summary>
    Floor,

    /// <summary>Natural logarithm.</summary>
    Log,

    /// <summary>Remainder that takes the sign of the dividend.</summary>
    Mod,

    /// <summary>Number of bits that are 1.</summary>
    Popcount,

    /// <summary>Power.</summary>
    Pow,

    /// <summary>Rotation of bits towards the most significant bit.</summary>
    Rotl,

    /// <summary>Rotation of bits towards the least significant bit.</summary>
    Rotr,

    /// <summary>Sine of radians.</summary>
    Sin,

    /// <summary>Square root.</summary>
    Sqrt,

    /// <summary>Tangent of radians.</summary>
    Tan,

    /// <summary>Real part of a complex number.</summary>
    Real,

    /// <summary>Imaginary part of a complex number.</summary>
    Imag,
}
