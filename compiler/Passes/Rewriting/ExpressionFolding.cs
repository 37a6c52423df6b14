using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Passes.Rewriting;

/// <summary>Computes expressions as far as they are known.</summary>
internal static class ExpressionFolding
{
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
}
