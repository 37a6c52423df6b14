namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>Operators of one operand.</summary>
public enum UnaryOperatorSyntax
{
    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>!</c></summary>
    Not,

    /// <summary><c>~</c></summary>
    Tilde,
}
