namespace Sqs.Compiler.Ir.Types;

/// <summary>The kinds of classical scalar, after the OpenQASM 3 specification, "Types and Casting".</summary>
public enum ClassicalKind
{
    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>One bit, or a register of bits with bit 0 least significant.</summary>
    Bit,

    /// <summary>Two's complement signed integer of a width; 64 bits when the source names none.</summary>
    Int,

    /// <summary>Unsigned integer of a width; 64 bits when the source names none.</summary>
    UInt,

    /// <summary>IEEE 754 number of 16, 32 or 64 bits; 64 when the source names none.</summary>
    Float,

    /// <summary>
    /// Fixed-point fraction of a full turn with a width. Without a width it is a double in radians, which a gate receives
    /// as it was bound: reducing it modulo one turn would change controlled rotations, whose period is two turns.
    /// </summary>
    Angle,

    /// <summary>A pair of floats.</summary>
    Complex,

    /// <summary>A length of time, in seconds plus device time steps.</summary>
    Duration,
}
