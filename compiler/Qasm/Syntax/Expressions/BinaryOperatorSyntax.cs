namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>Operators of two operands as they are written.</summary>
public enum BinaryOperatorSyntax
{
    /// <summary><c>+</c></summary>
    Plus,

    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>*</c></summary>
    Star,

    /// <summary><c>/</c></summary>
    Slash,

    /// <summary><c>%</c></summary>
    Percent,

    /// <summary><c>**</c></summary>
    Power,

    /// <summary><c>&amp;</c></summary>
    Ampersand,

    /// <summary><c>|</c></summary>
    Pipe,

    /// <summary><c>^</c></summary>
    Caret,

    /// <summary><c>~</c>, in the compound assignment <c>~=</c> only</summary>
    Tilde,

    /// <summary><c>&lt;&lt;</c></summary>
    ShiftLeft,

    /// <summary><c>&gt;&gt;</c></summary>
    ShiftRight,

    /// <summary><c>&amp;&amp;</c></summary>
    AndAnd,

    /// <summary><c>||</c></summary>
    OrOr,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}
