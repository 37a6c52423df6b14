namespace Sqs.Compiler.Ir.Expressions;

/// <summary>Operators of one operand.</summary>
public enum UnaryOperator
{
    /// <summary>Arithmetic negation, <c>-</c>.</summary>
    Negate,

    /// <summary>Logical negation, <c>!</c>.</summary>
    Not,

    /// <summary>Bitwise complement, <c>~</c>.</summary>
    Complement,
}
