namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Kinds of scope.</summary>
internal enum ScopeKind
{
    /// <summary>The top level of a program.</summary>
    Global,

    /// <summary>The body of a gate definition.</summary>
    Gate,

    /// <summary>The body of a subroutine.</summary>
    Subroutine,

    /// <summary>A block.</summary>
    Block,
}
