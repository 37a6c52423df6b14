namespace Sqs.Compiler.Graph.NumPy;

/// <summary>Element types of NumPy arrays that are read.</summary>
public enum NpyElementType
{
    /// <summary>Truth value, one byte.</summary>
    Bool,

    /// <summary>Signed integer of 8 bits.</summary>
    Int8,

    /// <summary>Signed integer of 16 bits.</summary>
    Int16,

    /// <summary>Signed integer of 32 bits.</summary>
    Int32,

    /// <summary>Signed integer of 64 bits.</summary>
    Int64,

    /// <summary>Unsigned integer of 8 bits.</summary>
    UInt8,

    /// <summary>Unsigned integer of 16 bits.</summary>
    UInt16,

    /// <summary>Unsigned integer of 32 bits.</summary>
    UInt32,

    /// <summary>Unsigned integer of 64 bits.</summary>
    UInt64,

    /// <summary>IEEE 754 number of 16 bits.</summary>
    Float16,

    /// <summary>IEEE 754 number of 32 bits.</summary>
    Float32,

    /// <summary>IEEE 754 number of 64 bits.</summary>
    Float64,
}
