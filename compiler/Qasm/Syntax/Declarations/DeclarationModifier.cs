namespace Sqs.Compiler.Qasm.Syntax.Declarations;

/// <summary>Words in front of a classical declaration.</summary>
public enum DeclarationModifier
{
    /// <summary>A variable.</summary>
    None,

    /// <summary>A constant, <c>const</c>.</summary>
    Const,

    /// <summary>A value bound before a run, <c>input</c>.</summary>
    Input,

    /// <summary>A value that a run reports, <c>output</c>.</summary>
    Output,
}
