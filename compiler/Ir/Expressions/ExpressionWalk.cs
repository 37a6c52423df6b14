namespace Sqs.Compiler.Ir.Expressions;

/// <summary>Walks expression trees.</summary>
public static class ExpressionWalk
{
    /// <summary>The direct operands of an expression, left to right.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The operands; none for a leaf.</returns>
    public static IEnumerable<Expression> Children(this Expression expression) => expression switch
    {
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        CastExpression cast => [cast.Operand],
        CallExpression call => call.Arguments,
        IndexExpression index => [index.Base, .. index.Indices],
        BitsExpression bits => bits.Bits,
        _ => [],
    };

    /// <summary>An expression and everything below it, parents first. Does not recurse, so depth is no limit.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The nodes.</returns>
    public static IEnumerable<Expression> DescendantsAndSelf(this Expression expression)
    {
        var open = new Stack<Expression>();
        open.Push(expression);
        while (open.TryPop(out Expression? next))
        {
            yield return next;
            foreach (Expression child in next.Children())
                open.Push(child);
        }
    }
}
