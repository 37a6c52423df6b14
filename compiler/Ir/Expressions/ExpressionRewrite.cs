namespace Sqs.Compiler.Ir.Expressions;

/// <summary>Rewrites expression trees from the leaves up.</summary>
public static class ExpressionRewrite
{
    /// <summary>Replaces every node, operands first.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="map">Gives what takes the place of a node whose operands are replaced already.</param>
    /// <returns>The new expression; the same object when nothing changed.</returns>
    public static Expression Rewrite(this Expression expression, Func<Expression, Expression> map)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(map);
        switch (expression)
        {
            case UnaryExpression unary:
                Expression operand = unary.Operand.Rewrite(map);
                return map(ReferenceEquals(operand, unary.Operand) ? unary : unary with { Operand = operand });
            case CastExpression cast:
                Expression inner = cast.Operand.Rewrite(map);
                return map(ReferenceEquals(inner, cast.Operand) ? cast : cast with { Operand = inner });
            case BinaryExpression binary:
                return RewriteSpine(binary, map);
            case CallExpression call:
                return map(call with { Arguments = [.. call.Arguments.Select(a => a.Rewrite(map))] });
            case IndexExpression index:
                return map(index with { Base = index.Base.Rewrite(map), Indices = [.. index.Indices.Select(i => i.Rewrite(map))] });
            case BitsExpression bits:
                return map(bits with { Bits = [.. bits.Bits.Select(b => b.Rewrite(map))] });
            default:
                return map(expression);
        }
    }

    // A long sum leans to the left; its spine is walked in a loop, so that its length is no matter of stack.
    private static Expression RewriteSpine(BinaryExpression expression, Func<Expression, Expression> map)
    {
        var spine = new Stack<BinaryExpression>();
        Expression first = expression;
        while (first is BinaryExpression binary)
        {
            spine.Push(binary);
            first = binary.Left;
        }

        Expression result = first.Rewrite(map);
        while (spine.TryPop(out BinaryExpression? node))
        {
            Expression right = node.Right.Rewrite(map);
            bool isSame = ReferenceEquals(result, node.Left) && ReferenceEquals(right, node.Right);
            result = map(isSame ? node : node with { Left = result, Right = right });
        }

        return result;
    }
}
