using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Passes.Rewriting;

/// <summary>Rewrites expression trees from the leaves up.</summary>
internal static class ExpressionRewriting
{
    /// <summary>Replaces every node, operands first.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="map">Gives what takes the place of a node whose operands are replaced already.</param>
    /// <returns>The new expression; the same object when nothing changed.</returns>
    public static Expression Rewrite(this Expression expression, Func<Expression, Expression> map)
    {
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

    /// <summary>Computes what is known when the program is compiled. What has no value, such as a division by zero, stays as it is.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The folded expression.</returns>
    public static Expression Fold(this Expression expression) => expression is ConstantExpression ? expression : expression.Rewrite(FoldNode);

    private static Expression FoldNode(Expression node)
    {
        try
        {
            return node switch
            {
                CastExpression { Operand: ConstantExpression operand } cast => new ConstantExpression(ClassicalConversion.Convert(operand.Value, cast.Type)),
                UnaryExpression { Operand: ConstantExpression operand } unary =>
                    new ConstantExpression(ClassicalArithmetic.Apply(unary.Operator, operand.Value, unary.Type)),
                BinaryExpression { Left: ConstantExpression left, Right: ConstantExpression right } binary =>
                    new ConstantExpression(ClassicalArithmetic.Apply(binary.Operator, left.Value, right.Value, binary.Type)),
                CallExpression call when call.Arguments.All(a => a is ConstantExpression) => new ConstantExpression(
                    ClassicalArithmetic.Call(call.Function, [.. call.Arguments.Select(a => ((ConstantExpression)a).Value)], call.Type)),
                _ => node,
            };
        }
        catch (DiagnosticException)
        {
            return node;
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
