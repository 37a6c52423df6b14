using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Expressions;

/// <summary>
/// A classical expression: a gate angle, a condition, the value of an assignment. Expressions are immutable trees with
/// structural equality; every node carries its type, and conversions are explicit <see cref="CastExpression"/> nodes.
/// </summary>
/// <param name="Type">The type of the value.</param>
public abstract record Expression(ClassicalType Type)
{
    /// <summary>A float constant.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A constant of type <c>float</c>.</returns>
    public static ConstantExpression Float(double value) => new(ClassicalValue.Float(value));

    /// <summary>An integer constant.</summary>
    /// <param name="value">The value.</param>
    /// <returns>A constant of type <c>int</c>.</returns>
    public static ConstantExpression Int(long value) => new(ClassicalValue.Int(value));

    /// <summary>A float constant, so that builders take plain numbers where an angle in radians is wanted.</summary>
    /// <param name="radians">The value.</param>
    public static implicit operator Expression(double radians) => Float(radians);

    /// <summary>Whether the value is known without running the program, and what it is as a double.</summary>
    /// <param name="value">The float, integer, bool or unsized angle constant, as a double.</param>
    /// <returns>Whether this is such a constant.</returns>
    public bool TryGetConstant(out double value)
    {
        if (this is ConstantExpression { Value: var constant })
        {
            switch (constant.Type.Kind)
            {
                case ClassicalKind.Float:
                case ClassicalKind.Angle when constant.Type.Width == 0:
                    value = constant.Real;
                    return true;
                case ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Bool:
                    value = (double)constant.Integer;
                    return true;
            }
        }

        value = 0;
        return false;
    }
}
