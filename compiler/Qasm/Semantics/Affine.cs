using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Index arithmetic on expressions.</summary>
internal static class Affine
{
    /// <summary>The expression <c>start + step * index</c>, without terms that do nothing.</summary>
    public static Expression Of(Expression index, int start, int step)
    {
        if (start == 0 && step == 1)
            return index;
        Expression wide = index.Type == ClassicalType.Int ? index : new CastExpression(index, ClassicalType.Int);
        if (step != 1)
            wide = new BinaryExpression(BinaryOperator.Multiply, wide, Expression.Int(step), ClassicalType.Int);
        return start == 0 ? wide : new BinaryExpression(BinaryOperator.Add, wide, Expression.Int(start), ClassicalType.Int);
    }
}
