namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Whether a type may become another.</summary>
internal enum ConversionRule
{
    /// <summary>Also without a cast.</summary>
    Implicit,

    /// <summary>Only with a cast.</summary>
    ExplicitOnly,

    /// <summary>Only between equal widths, which these are not.</summary>
    WidthMismatch,

    /// <summary>Never.</summary>
    None,
}
