namespace Sqs.Compiler.Ir.Expressions;

/// <summary>Rewrites expression trees.</summary>
public static class ExpressionRewrite
{
    /// <summary>Replaces leaves.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="replacement">The expression that takes a leaf's place, or null to keep the leaf. Types must agree.</param>
    /// <returns>The rewritten expression; the same instance when nothing was replaced.</returns>
    public static Expression Replace(Expression expression, Func<Expression, Expression?> replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        switch (expression)
        {
            case UnaryExpression unary:
                Expression operand = Replace(unary.Operand, replacement);
                return ReferenceEquals(operand, unary.Operand) ? unary : unary with { Operand = operand };
            case BinaryExpression binary:
                Expression left = Replace(binary.Left, replacement);
                Expression right = Replace(binary.Right, replacement);
                return ReferenceEquals(left, binary.Left) && ReferenceEquals(right, binary.Right) ? binary : binary with { Left = left, Right = right };
            case CastExpression cast:
                Expression inner = Replace(cast.Operand, replacement);
                return ReferenceEquals(inner, cast.Operand) ? cast : cast with { Operand = inner };
            case CallExpression call:
                return call with { Arguments = [.. call.Arguments.Select(a => Replace(a, replacement))] };
            case IndexExpression index:
                return index with { Base = Replace(index.Base, replacement), Indices = [.. index.Indices.Select(i => Replace(i, replacement))] };
            case BitsExpression bits:
                return bits with { Bits = [.. bits.Bits.Select(b => Replace(b, replacement))] };
            default:
                return replacement(expression) ?? expression;
        }
    }
}
