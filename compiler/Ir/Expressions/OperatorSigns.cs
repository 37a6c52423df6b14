namespace Sqs.Compiler.Ir.Expressions;

/// <summary>The signs of operators, as OpenQASM 3 spells them.</summary>
public static class OperatorSigns
{
    /// <summary>The sign of an operator with one operand.</summary>
    /// <param name="operator">The operator.</param>
    /// <returns>One character.</returns>
    public static string Sign(this UnaryOperator @operator) => @operator switch
    {
        UnaryOperator.Negate => "-",
        UnaryOperator.Not => "!",
        _ => "~",
    };

    /// <summary>The sign of an operator with two operands.</summary>
    /// <param name="operator">The operator.</param>
    /// <returns>One or two characters.</returns>
    public static string Sign(this BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.Power => "**",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        BinaryOperator.Xor => "^",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.LogicalAnd => "&&",
        BinaryOperator.LogicalOr => "||",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        _ => ">=",
    };
}
