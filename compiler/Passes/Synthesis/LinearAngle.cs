using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// An angle in radians as a constant plus multiples of expressions that are known only later. Sums and halves stay exact in form, so that
/// <c>theta/2 - theta/2</c> is 0 for an input <c>theta</c> too.
/// </summary>
/// <param name="Constant">The constant part.</param>
/// <param name="Terms">Expressions with their factors; no expression twice, no factor 0.</param>
internal readonly record struct LinearAngle(double Constant, EquatableArray<(Expression Value, double Factor)> Terms = default)
{
    public static LinearAngle Zero => new(0);

    public bool IsConstant => Terms.IsEmpty;

    public static LinearAngle operator +(LinearAngle left, LinearAngle right)
    {
        if (right.IsConstant)
            return left with { Constant = left.Constant + right.Constant };
        if (left.IsConstant)
            return right with { Constant = left.Constant + right.Constant };
        var terms = left.Terms.ToList();
        foreach ((Expression value, double factor) in right.Terms)
        {
            int at = terms.FindIndex(t => t.Value.Equals(value));
            if (at < 0)
                terms.Add((value, factor));
            else if (terms[at].Factor + factor == 0)
                terms.RemoveAt(at);
            else
                terms[at] = (value, terms[at].Factor + factor);
        }

        return new LinearAngle(left.Constant + right.Constant, [.. terms]);
    }

    public static LinearAngle operator +(LinearAngle left, double right) => left with { Constant = left.Constant + right };

    public static LinearAngle operator -(LinearAngle angle) => angle * -1;

    public static LinearAngle operator -(LinearAngle left, LinearAngle right) => left + -right;

    public static LinearAngle operator *(LinearAngle angle, double factor) => factor == 0
        ? Zero
        : new LinearAngle(angle.Constant * factor, [.. angle.Terms.Select(t => (t.Value, t.Factor * factor))]);

    /// <summary>Reads an expression; what is not linear becomes a term of its own.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="parameters">Values of the parameters of the gate whose body is read.</param>
    public static LinearAngle From(Expression expression, ReadOnlySpan<LinearAngle> parameters)
    {
        if (expression.TryGetConstant(out double constant))
            return new LinearAngle(constant);
        if (expression is ConstantExpression { Value: { Type.Kind: ClassicalKind.Angle } sized })
            return new LinearAngle(ClassicalConversion.Convert(sized, ClassicalType.Angle).Real);
        bool isReal = expression.Type.Kind == ClassicalKind.Float || (expression.Type.Kind == ClassicalKind.Angle && expression.Type.Width == 0);
        switch (expression)
        {
            case GateParameterExpression parameter:
                return parameters[parameter.Index];
            case UnaryExpression { Operator: UnaryOperator.Negate } negated when isReal:
                return -From(negated.Operand, parameters);
            case BinaryExpression { Operator: BinaryOperator.Add } sum when isReal:
                return From(sum.Left, parameters) + From(sum.Right, parameters);
            case BinaryExpression { Operator: BinaryOperator.Subtract } difference when isReal:
                return From(difference.Left, parameters) - From(difference.Right, parameters);
            case BinaryExpression { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } product when isReal:
                LinearAngle left = From(product.Left, parameters);
                LinearAngle right = From(product.Right, parameters);
                if (product.Operator == BinaryOperator.Divide && right.IsConstant)
                    return left.IsConstant ? new LinearAngle(left.Constant / right.Constant) : left * (1 / right.Constant);
                if (product.Operator == BinaryOperator.Multiply && (left.IsConstant || right.IsConstant))
                    return left.IsConstant ? right * left.Constant : left * right.Constant;
                break;
            case CastExpression cast when isReal && cast.Type.Width is 0 or 64 && IsReal(cast.Operand.Type):
                return From(cast.Operand, parameters);
            case CastExpression { Operand: var operand } when isReal && operand.TryGetConstant(out double inner):
                return new LinearAngle(inner);
        }

        return new LinearAngle(0, [(Substitute(expression, parameters), 1)]);
    }

    /// <summary>The angle as an expression.</summary>
    public Expression ToExpression()
    {
        Expression? sum = null;
        foreach ((Expression value, double factor) in Terms)
        {
            Expression term = factor == 1 ? value
                : factor == -1 ? new UnaryExpression(UnaryOperator.Negate, value, value.Type)
                : new BinaryExpression(BinaryOperator.Multiply, Expression.Float(factor), value, value.Type);
            sum = sum is null ? term : new BinaryExpression(BinaryOperator.Add, sum, term, sum.Type);
        }

        if (sum is null)
            return Expression.Float(Constant);
        if (Constant == 0)
            return sum;
        var constant = new ConstantExpression(sum.Type.Kind == ClassicalKind.Angle ? ClassicalValue.Angle(Math.Abs(Constant)) : ClassicalValue.Float(Math.Abs(Constant)));
        return new BinaryExpression(Constant < 0 ? BinaryOperator.Subtract : BinaryOperator.Add, sum, constant, sum.Type);
    }

    private static bool IsReal(ClassicalType type) => type.Kind is ClassicalKind.Float || (type.Kind == ClassicalKind.Angle && type.Width == 0);

    private static Expression Substitute(Expression expression, ReadOnlySpan<LinearAngle> parameters)
    {
        if (parameters.IsEmpty)
            return expression;
        LinearAngle[] values = parameters.ToArray();
        return expression.Rewrite(node => node is GateParameterExpression parameter ? values[parameter.Index].ToExpression() : node);
    }
}
