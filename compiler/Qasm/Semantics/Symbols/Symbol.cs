namespace Sqs.Compiler.Qasm.Semantics.Symbols;

/// <summary>What a name stands for.</summary>
internal abstract record Symbol
{
    /// <summary>What it is, in words, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether gate and subroutine bodies see it from outside.</summary>
    public virtual bool IsVisibleInBodies => false;

    /// <summary>Comes from an included library of OpenQASM 2, whose names a program may define anew.</summary>
    public bool IsReplaceable { get; init; }
}
