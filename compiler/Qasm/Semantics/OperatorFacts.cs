using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Which operator a sign stands for, and which type two operands have in common.</summary>
internal static class OperatorFacts
{
    public static BinaryOperator Of(BinaryOperatorSyntax syntax) => syntax switch
    {
        BinaryOperatorSyntax.Plus => BinaryOperator.Add,
        BinaryOperatorSyntax.Minus => BinaryOperator.Subtract,
        BinaryOperatorSyntax.Star => BinaryOperator.Multiply,
        BinaryOperatorSyntax.Slash => BinaryOperator.Divide,
        BinaryOperatorSyntax.Percent => BinaryOperator.Remainder,
        BinaryOperatorSyntax.Power => BinaryOperator.Power,
        BinaryOperatorSyntax.Ampersand => BinaryOperator.And,
        BinaryOperatorSyntax.Pipe => BinaryOperator.Or,
        BinaryOperatorSyntax.Caret or BinaryOperatorSyntax.Tilde => BinaryOperator.Xor,
        BinaryOperatorSyntax.ShiftLeft => BinaryOperator.ShiftLeft,
        BinaryOperatorSyntax.ShiftRight => BinaryOperator.ShiftRight,
        BinaryOperatorSyntax.AndAnd => BinaryOperator.LogicalAnd,
        BinaryOperatorSyntax.OrOr => BinaryOperator.LogicalOr,
        BinaryOperatorSyntax.Equal => BinaryOperator.Equal,
        BinaryOperatorSyntax.NotEqual => BinaryOperator.NotEqual,
        BinaryOperatorSyntax.Less => BinaryOperator.Less,
        BinaryOperatorSyntax.LessOrEqual => BinaryOperator.LessOrEqual,
        BinaryOperatorSyntax.Greater => BinaryOperator.Greater,
        _ => BinaryOperator.GreaterOrEqual,
    };

    public static string Spell(BinaryOperatorSyntax syntax) => syntax == BinaryOperatorSyntax.Tilde ? "~" : Of(syntax).Sign();

    /// <summary>The type both operands are converted to, or null where there is none.</summary>
    public static ClassicalType? Common(Bound left, Bound right)
    {
        ClassicalType a = left.Type;
        ClassicalType b = right.Type;
        if (a == b)
            return a;
        // A literal takes the type of what it meets, where it has a value there.
        if (left.IsLiteral && !right.IsLiteral && Adapts(left, b))
            return b;
        if (right.IsLiteral && !left.IsLiteral && Adapts(right, a))
            return a;
        if (Rank(a) < 0 || Rank(b) < 0)
            return SpecialCommon(left, right);
        if (Rank(a) < Rank(b))
            return Wider(b, a);
        if (Rank(b) < Rank(a))
            return Wider(a, b);
        if (a.Kind is ClassicalKind.Int or ClassicalKind.UInt && b.Kind is ClassicalKind.Int or ClassicalKind.UInt)
        {
            if (a.Width == b.Width)
                return new ClassicalType(ClassicalKind.UInt, a.Width);
            return a.Width > b.Width ? a : b;
        }

        return a.Width >= b.Width ? a : b;
    }

    /// <summary>The type of products and quotients whose operands keep their own types: angles and durations with numbers.</summary>
    public static ClassicalType? Special(BinaryOperator @operator, ClassicalType left, ClassicalType right)
    {
        bool leftNumber = left.Kind is ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Float;
        bool rightNumber = right.Kind is ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Float;
        bool rightInteger = right.Kind is ClassicalKind.Int or ClassicalKind.UInt;
        switch (@operator)
        {
            case BinaryOperator.Multiply when left.Kind is ClassicalKind.Duration && rightNumber:
            case BinaryOperator.Divide when left.Kind is ClassicalKind.Duration && rightNumber:
                return left;
            case BinaryOperator.Multiply when right.Kind is ClassicalKind.Duration && leftNumber:
                return right;
            case BinaryOperator.Divide when left.Kind is ClassicalKind.Duration && right.Kind is ClassicalKind.Duration:
                return ClassicalType.Float;
            case BinaryOperator.Multiply or BinaryOperator.Divide when left is { Kind: ClassicalKind.Angle, Width: > 0 } && rightInteger:
                return left;
            case BinaryOperator.Multiply when right is { Kind: ClassicalKind.Angle, Width: > 0 } && left.Kind is ClassicalKind.Int or ClassicalKind.UInt:
                return right;
            case BinaryOperator.Divide when left is { Kind: ClassicalKind.Angle, Width: > 0 } && left == right:
                return new ClassicalType(ClassicalKind.UInt, left.Width);
            default:
                return null;
        }
    }

    private static bool Adapts(Bound literal, ClassicalType type) => type.Kind switch
    {
        ClassicalKind.Int or ClassicalKind.UInt => literal.Type.Kind is ClassicalKind.Int or ClassicalKind.UInt
            && (literal.Constant is not { } value || ConversionRules.Fits(value.Integer, type)),
        ClassicalKind.Float => literal.Type.Kind is ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Float,
        ClassicalKind.Complex => literal.Type.Kind is ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Float or ClassicalKind.Complex,
        ClassicalKind.Angle => literal.Type.Kind is ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Float,
        ClassicalKind.Bit => literal.Type.Kind is ClassicalKind.Int or ClassicalKind.UInt
            ? literal.Constant is { } bits && bits.Integer.Sign >= 0 && bits.Integer.GetBitLength() <= Math.Max(1, type.Width)
            : literal.Type.Kind is ClassicalKind.Bool && type.Width == 0,
        ClassicalKind.Bool => literal.Constant is { Type.Kind: ClassicalKind.Int } number && (number.Integer.IsZero || number.Integer.IsOne),
        _ => false,
    };

    /// <summary>Place in the order of implicit promotion; -1 for types outside it.</summary>
    private static int Rank(ClassicalType type) => type.Kind switch
    {
        ClassicalKind.Bool => 0,
        ClassicalKind.Bit when type.Width == 0 => 0,
        ClassicalKind.Int or ClassicalKind.UInt => 1,
        ClassicalKind.Float => 2,
        ClassicalKind.Complex => 3,
        _ => -1,
    };

    private static ClassicalType Wider(ClassicalType high, ClassicalType low) =>
        high.Kind == ClassicalKind.Complex && low.Kind == ClassicalKind.Float && low.Width > high.Width ? high with { Width = low.Width } : high;

    private static ClassicalType? SpecialCommon(Bound left, Bound right)
    {
        ClassicalType a = left.Type;
        ClassicalType b = right.Type;
        if (a.Kind == ClassicalKind.Angle && b.Kind == ClassicalKind.Angle)
            return a.Width == 0 ? b : b.Width == 0 ? a : a.Width > b.Width ? a : b;
        if (a.Kind == ClassicalKind.Angle && b.Kind is ClassicalKind.Float or ClassicalKind.Int or ClassicalKind.UInt)
            return a.Width == 0 || b.Kind == ClassicalKind.Float ? a : null;
        if (b.Kind == ClassicalKind.Angle && a.Kind is ClassicalKind.Float or ClassicalKind.Int or ClassicalKind.UInt)
            return b.Width == 0 || a.Kind == ClassicalKind.Float ? b : null;
        if (a is { Kind: ClassicalKind.Bit, Width: > 0 } && b.Kind is ClassicalKind.Int or ClassicalKind.UInt)
            return new ClassicalType(b.Kind, Math.Max(a.Width, b.Width));
        if (b is { Kind: ClassicalKind.Bit, Width: > 0 } && a.Kind is ClassicalKind.Int or ClassicalKind.UInt)
            return new ClassicalType(a.Kind, Math.Max(a.Width, b.Width));
        if (a is { Kind: ClassicalKind.Bit, Width: 1 } && Rank(b) == 0)
            return b;
        if (b is { Kind: ClassicalKind.Bit, Width: 1 } && Rank(a) == 0)
            return a;
        return null;
    }
}
