using System.Numerics;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Targets.Ibm;

/// <summary>Numbers as the loader folds them: literals, pi, tau, euler, the four operations and powers.</summary>
internal static class IbmConstant
{
    /// <summary>Folds an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="inputs">Names that stand for numbers not known yet.</param>
    /// <returns>Its value; NaN where it contains an input; null where it is no number.</returns>
    public static double? Fold(ExpressionSyntax expression, IReadOnlySet<string> inputs)
    {
        switch (expression)
        {
            case IntegerSyntax integer:
                return (double)integer.Value;
            case FloatSyntax number:
                return number.Value;
            case NameSyntax { Text: "pi" or "π" }:
                return Math.PI;
            case NameSyntax { Text: "tau" or "τ" }:
                return Math.Tau;
            case NameSyntax { Text: "euler" or "ℇ" }:
                return Math.E;
            case NameSyntax name when inputs.Contains(name.Text):
                return double.NaN;
            case UnarySyntax { Operator: UnaryOperatorSyntax.Minus } minus:
                return -Fold(minus.Operand, inputs);
            case BinarySyntax binary when Fold(binary.Left, inputs) is { } left && Fold(binary.Right, inputs) is { } right:
                return binary.Operator switch
                {
                    BinaryOperatorSyntax.Plus => left + right,
                    BinaryOperatorSyntax.Minus => left - right,
                    BinaryOperatorSyntax.Star => left * right,
                    BinaryOperatorSyntax.Slash => left / right,
                    BinaryOperatorSyntax.Power => Math.Pow(left, right),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>The value of an index or a register constant.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>An integer, or null.</returns>
    public static BigInteger? Integer(ExpressionSyntax expression) => expression switch
    {
        IntegerSyntax integer => integer.Value,
        UnarySyntax { Operator: UnaryOperatorSyntax.Minus, Operand: IntegerSyntax integer } => -integer.Value,
        BitStringSyntax text => text.Bits.Aggregate(BigInteger.Zero, (value, bit) => (value << 1) + (bit == '1' ? 1 : 0)),
        _ => null,
    };
}
