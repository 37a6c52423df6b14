using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Simulation.Kraus;

/// <summary>Derivatives of angle expressions by an input.</summary>
internal static class ExpressionDerivative
{
    /// <summary>Whether an expression mentions an input.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="input">Index of the input.</param>
    /// <returns>Whether it does.</returns>
    public static bool Mentions(Expression expression, int input) =>
        expression.DescendantsAndSelf().Any(part => part is InputExpression found && found.Index == input);

    /// <summary>The derivative of an expression.</summary>
    /// <param name="expression">Sums, differences, products, quotients, sines and cosines of inputs and constants.</param>
    /// <param name="input">Index of the input.</param>
    /// <param name="evaluator">Gives the values.</param>
    /// <returns>The derivative.</returns>
    /// <exception cref="ArgumentException">The expression is of another kind.</exception>
    public static double Of(Expression expression, int input, ExpressionEvaluator evaluator)
    {
        if (!Mentions(expression, input))
            return 0;
        switch (expression)
        {
            case InputExpression:
                return 1;
            case UnaryExpression { Operator: UnaryOperator.Negate } negation:
                return -Of(negation.Operand, input, evaluator);
            case CastExpression { Type.Kind: ClassicalKind.Float or ClassicalKind.Angle } cast when cast.Type.Kind == ClassicalKind.Float || cast.Type.Width == 0:
                return Of(cast.Operand, input, evaluator);
            case BinaryExpression binary:
                return Binary(binary, input, evaluator);
            case CallExpression { Function: BuiltInFunction.Sin or BuiltInFunction.Cos } call:
                double inner = evaluator.ToDouble(call.Arguments[0]);
                return (call.Function == BuiltInFunction.Sin ? Math.Cos(inner) : -Math.Sin(inner)) * Of(call.Arguments[0], input, evaluator);
            default:
                throw Unsupported(expression);
        }
    }

    private static double Binary(BinaryExpression binary, int input, ExpressionEvaluator evaluator)
    {
        double left = Of(binary.Left, input, evaluator);
        double right = Of(binary.Right, input, evaluator);
        double a = evaluator.ToDouble(binary.Left);
        double b = evaluator.ToDouble(binary.Right);
        return binary.Operator switch
        {
            BinaryOperator.Add => left + right,
            BinaryOperator.Subtract => left - right,
            BinaryOperator.Multiply => (left * b) + (a * right),
            BinaryOperator.Divide => ((left * b) - (a * right)) / (b * b),
            _ => throw Unsupported(binary),
        };
    }

    private static ArgumentException Unsupported(Expression expression) =>
        new($"An angle with {expression.GetType().Name} has no derivative here; use sums and products of inputs.", nameof(expression));
}
