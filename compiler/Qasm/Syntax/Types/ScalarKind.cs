namespace Sqs.Compiler.Qasm.Syntax.Types;

/// <summary>Words for scalar types.</summary>
public enum ScalarKind
{
    /// <summary><c>bit</c></summary>
    Bit,

    /// <summary><c>bool</c></summary>
    Bool,

    /// <summary><c>int</c></summary>
    Int,

    /// <summary><c>uint</c></summary>
    UInt,

    /// <summary><c>float</c></summary>
    Float,

    /// <summary><c>angle</c></summary>
    Angle,

    /// <summary><c>complex</c></summary>
    Complex,

    /// <summary><c>duration</c></summary>
    Duration,

    /// <summary><c>stretch</c></summary>
    Stretch,
}
