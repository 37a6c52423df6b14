namespace Sqs.Compiler.Ir.Expressions;

/// <summary>Operators of two operands, OpenQASM 3 specification, "Classical instructions".</summary>
public enum BinaryOperator
{
    /// <summary>Sum, <c>+</c>.</summary>
    Add,

    /// <summary>Difference, <c>-</c>.</summary>
    Subtract,

    /// <summary>Product, <c>*</c>.</summary>
    Multiply,

    /// <summary>Quotient, <c>/</c>; truncates for integers.</summary>
    Divide,

    /// <summary>Remainder, <c>%</c>; takes the sign of the dividend.</summary>
    Remainder,

    /// <summary>Power, <c>**</c>.</summary>
    Power,

    /// <summary>Bitwise and, <c>&amp;</c>.</summary>
    And,

    /// <summary>Bitwise or, <c>|</c>.</summary>
    Or,

    /// <summary>Bitwise exclusive or, <c>^</c>.</summary>
    Xor,

    /// <summary>Shift towards the most significant bit, <c>&lt;&lt;</c>.</summary>
    ShiftLeft,

    /// <summary>Shift towards the least significant bit, <c>&gt;&gt;</c>.</summary>
    ShiftRight,

    /// <summary>Logical and, <c>&amp;&amp;</c>; the right operand is only evaluated when the left one is true.</summary>
    LogicalAnd,

    /// <summary>Logical or, <c>||</c>; the right operand is only evaluated when the left one is false.</summary>
    LogicalOr,

    /// <summary>Equality, <c>==</c>.</summary>
    Equal,

    /// <summary>Inequality, <c>!=</c>.</summary>
    NotEqual,

    /// <summary>Less than, <c>&lt;</c>.</summary>
    Less,

    /// <summary>At most, <c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary>Greater than, <c>&gt;</c>.</summary>
    Greater,

    /// <summary>At least, <c>&gt;=</c>.</summary>
    GreaterOrEqual,
}
