using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Ir.Evaluation;

/// <summary>
/// Operators and built-in functions on values, OpenQASM 3 specification, "Classical instructions". Integers and sized angles are
/// exact and wrap to the width of the result; floats follow IEEE 754 and are rounded to it.
/// </summary>
public static class ClassicalArithmetic
{
    /// <summary>Applies an operator of one operand.</summary>
    /// <param name="operator">The operator.</param>
    /// <param name="value">The operand.</param>
    /// <param name="type">Type of the result.</param>
    /// <returns>The result.</returns>
    /// <exception cref="DiagnosticException">The operator has no meaning for the value.</exception>
    public static ClassicalValue Apply(UnaryOperator @operator, ClassicalValue value, ClassicalType type)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(type);
        switch (@operator)
        {
            case UnaryOperator.Not:
                return ClassicalValue.Bool(!ClassicalConversion.IsTrue(value));
            case UnaryOperator.Complement when value.Type is { Kind: ClassicalKind.Bit, Width: 0 } or { Kind: ClassicalKind.Bool }:
                return ClassicalConversion.Convert(ClassicalValue.Bool(value.Integer.IsZero), type);
            case UnaryOperator.Complement:
                return Exact(type, -value.Integer - 1);
            default:
                return type.Kind switch
                {
                    ClassicalKind.Complex => ClassicalValue.ComplexNumber(-ClassicalConversion.ToComplex(value), type.Width),
                    ClassicalKind.Duration => ClassicalValue.Duration(-value.Real, -value.Imaginary),
                    _ when ClassicalConversion.IsExact(type) => Exact(type, -value.Integer),
                    _ => Real(type, -ClassicalConversion.ToDouble(value)),
                };
        }
    }

    /// <summary>Applies an operator of two operands.</summary>
    /// <param name="operator">The operator; the logical ones get both operands evaluated.</param>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="type">Type of the result.</param>
    /// <returns>The result.</returns>
    /// <exception cref="DiagnosticException">Division by zero, or the operator has no meaning for the values.</exception>
    public static ClassicalValue Apply(BinaryOperator @operator, ClassicalValue left, ClassicalValue right, ClassicalType type)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(type);
        if (@operator >= BinaryOperator.LogicalAnd)
            return ClassicalValue.Bool(Compare(@operator, left, right));
        if (ClassicalConversion.IsExact(type))
            return Exact(type, Integers(@operator, left, right, type));
        return type.Kind switch
        {
            ClassicalKind.Complex => ClassicalValue.ComplexNumber(Complexes(@operator, left, right, type), type.Width),
            ClassicalKind.Duration => Durations(@operator, left, right),
            ClassicalKind.Float when left.Type.Kind == ClassicalKind.Duration => ClassicalValue.Float(Ratio(left, right), type.Width),
            _ => Real(type, Reals(@operator, ClassicalConversion.ToDouble(left), ClassicalConversion.ToDouble(right), type)),
        };
    }

    /// <summary>Calls a built-in function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="type">Type of the result.</param>
    /// <returns>The result.</returns>
    public static ClassicalValue Call(BuiltInFunction function, ReadOnlySpan<ClassicalValue> arguments, ClassicalType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        ClassicalValue first = arguments[0];
        switch (function)
        {
            case BuiltInFunction.Popcount:
                BigInteger pattern = ClassicalValue.Wrap(first.Integer, Math.Max(1, first.Type.Width), signed: false);
                return Exact(type, CountOnes(pattern));
            case BuiltInFunction.Rotl or BuiltInFunction.Rotr:
                return Exact(type, Rotate(first, arguments[1].Integer * (function == BuiltInFunction.Rotl ? 1 : -1)));
            case BuiltInFunction.Mod:
                return Apply(BinaryOperator.Remainder, first, arguments[1], type);
            case BuiltInFunction.Pow:
                return Apply(BinaryOperator.Power, first, arguments[1], type);
            case BuiltInFunction.Real:
                return ClassicalValue.Float(first.Real, type.Width);
            case BuiltInFunction.Imag:
                return ClassicalValue.Float(first.Imaginary, type.Width);
        }

        if (type.Kind == ClassicalKind.Complex)
            return ClassicalValue.ComplexNumber(ComplexFunction(function, ClassicalConversion.ToComplex(first)), type.Width);
        double x = ClassicalConversion.ToDouble(first);
        return Real(type, function switch
        {
            BuiltInFunction.Arccos => Math.Acos(x),
            BuiltInFunction.Arcsin => Math.Asin(x),
            BuiltInFunction.Arctan => Math.Atan(x),
            BuiltInFunction.Ceiling => Math.Ceiling(x),
            BuiltInFunction.Cos => Math.Cos(x),
            BuiltInFunction.Exp => Math.Exp(x),
            BuiltInFunction.Floor => Math.Floor(x),
            BuiltInFunction.Log => Math.Log(x),
            BuiltInFunction.Sin => Math.Sin(x),
            BuiltInFunction.Sqrt => Math.Sqrt(x),
            _ => Math.Tan(x),
        });
    }

    private static bool Compare(BinaryOperator @operator, ClassicalValue left, ClassicalValue right)
    {
        switch (@operator)
        {
            case BinaryOperator.LogicalAnd:
                return ClassicalConversion.IsTrue(left) && ClassicalConversion.IsTrue(right);
            case BinaryOperator.LogicalOr:
                return ClassicalConversion.IsTrue(left) || ClassicalConversion.IsTrue(right);
        }

        if (left.Type.Kind == ClassicalKind.Complex || right.Type.Kind == ClassicalKind.Complex)
        {
            bool equal = ClassicalConversion.ToComplex(left) == ClassicalConversion.ToComplex(right);
            return @operator == BinaryOperator.Equal ? equal : !equal;
        }

        if (left.Type.Kind == ClassicalKind.Duration && left.Real == right.Real)
            return Holds(@operator, left.Imaginary.CompareTo(right.Imaginary));
        if (ClassicalConversion.IsExact(left.Type) && ClassicalConversion.IsExact(right.Type))
            return Holds(@operator, left.Integer.CompareTo(right.Integer));
        double a = ClassicalConversion.ToDouble(left);
        double b = ClassicalConversion.ToDouble(right);
        return double.IsNaN(a) || double.IsNaN(b) ? @operator == BinaryOperator.NotEqual : Holds(@operator, a.CompareTo(b));
    }

    private static bool Holds(BinaryOperator @operator, int order) => @operator switch
    {
        BinaryOperator.Equal => order == 0,
        BinaryOperator.NotEqual => order != 0,
        BinaryOperator.Less => order < 0,
        BinaryOperator.LessOrEqual => order <= 0,
        BinaryOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static BigInteger Integers(BinaryOperator @operator, ClassicalValue left, ClassicalValue right, ClassicalType type)
    {
        BigInteger a = left.Integer;
        BigInteger b = right.Integer;
        switch (@operator)
        {
            case BinaryOperator.Add:
                return a + b;
            case BinaryOperator.Subtract:
                return a - b;
            case BinaryOperator.Multiply:
                return a * b;
            case BinaryOperator.Divide:
                return b.IsZero ? throw DivisionByZero() : BigInteger.Divide(a, b);
            case BinaryOperator.Remainder:
                return b.IsZero ? throw DivisionByZero() : BigInteger.Remainder(a, b);
            case BinaryOperator.Power:
                return Power(a, b, type);
            case BinaryOperator.And:
                return a & b;
            case BinaryOperator.Or:
                return a | b;
            case BinaryOperator.Xor:
                return a ^ b;
            case BinaryOperator.ShiftLeft:
                return b >= type.Width || b.Sign < 0 ? BigInteger.Zero : a << (int)b;
            default:
                return b >= type.Width || b.Sign < 0 ? (a.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : a >> (int)b;
        }
    }

    /// <summary>A power modulo 2^width; a negative exponent truncates the fraction towards zero.</summary>
    private static BigInteger Power(BigInteger value, BigInteger exponent, ClassicalType type)
    {
        if (exponent.Sign >= 0)
            return BigInteger.ModPow(value, exponent, BigInteger.One << Math.Max(1, type.Width));
        if (value.IsZero)
            throw DivisionByZero();
        if (value.IsOne)
            return BigInteger.One;
        return value == BigInteger.MinusOne ? (exponent.IsEven ? BigInteger.One : BigInteger.MinusOne) : BigInteger.Zero;
    }

    private static double Reals(BinaryOperator @operator, double a, double b, ClassicalType type) => @operator switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Remainder => a % b,
        BinaryOperator.Power => Math.Pow(a, b),
        _ => throw NoOperation(@operator, type),
    };

    private static Complex Complexes(BinaryOperator @operator, ClassicalValue left, ClassicalValue right, ClassicalType type)
    {
        Complex a = ClassicalConversion.ToComplex(left);
        Complex b = ClassicalConversion.ToComplex(right);
        return @operator switch
        {
            BinaryOperator.Add => a + b,
            BinaryOperator.Subtract => a - b,
            BinaryOperator.Multiply => a * b,
            BinaryOperator.Divide => a / b,
            BinaryOperator.Power => Complex.Pow(a, b),
            _ => throw NoOperation(@operator, type),
        };
    }

    private static ClassicalValue Durations(BinaryOperator @operator, ClassicalValue left, ClassicalValue right)
    {
        switch (@operator)
        {
            case BinaryOperator.Add:
                return ClassicalValue.Duration(left.Real + right.Real, left.Imaginary + right.Imaginary);
            case BinaryOperator.Subtract:
                return ClassicalValue.Duration(left.Real - right.Real, left.Imaginary - right.Imaginary);
            case BinaryOperator.Multiply when left.Type.Kind == ClassicalKind.Duration:
                double factor = ClassicalConversion.ToDouble(right);
                return ClassicalValue.Duration(left.Real * factor, left.Imaginary * factor);
            case BinaryOperator.Multiply:
                return Durations(@operator, right, left);
            case BinaryOperator.Divide:
                double divisor = ClassicalConversion.ToDouble(right);
                return divisor == 0 ? throw DivisionByZero() : ClassicalValue.Duration(left.Real / divisor, left.Imaginary / divisor);
            default:
                throw NoOperation(@operator, left.Type);
        }
    }

    private static double Ratio(ClassicalValue left, ClassicalValue right)
    {
        if (right.Real == 0 && right.Imaginary == 0)
            throw DivisionByZero();
        return right.Real == 0 ? left.Imaginary / right.Imaginary : left.Real / right.Real;
    }

    private static BigInteger Rotate(ClassicalValue value, BigInteger distance)
    {
        int width = value.Type.Width;
        if (width == 0)
            return value.Integer;
        int left = (int)(((distance % width) + width) % width);
        BigInteger bits = ClassicalValue.Wrap(value.Integer, width, signed: false);
        return ((bits << left) | (bits >> (width - left))) & ((BigInteger.One << width) - 1);
    }

    private static int CountOnes(BigInteger value)
    {
        int ones = 0;
        foreach (byte part in value.ToByteArray())
            ones += BitOperations.PopCount(part);
        return ones;
    }

    private static Complex ComplexFunction(BuiltInFunction function, Complex x) => function switch
    {
        BuiltInFunction.Arccos => Complex.Acos(x),
        BuiltInFunction.Arcsin => Complex.Asin(x),
        BuiltInFunction.Arctan => Complex.Atan(x),
        BuiltInFunction.Cos => Complex.Cos(x),
        BuiltInFunction.Exp => Complex.Exp(x),
        BuiltInFunction.Log => Complex.Log(x),
        BuiltInFunction.Sin => Complex.Sin(x),
        BuiltInFunction.Sqrt => Complex.Sqrt(x),
        BuiltInFunction.Tan => Complex.Tan(x),
        _ => throw NoOperation(function, ClassicalType.Complex),
    };

    private static ClassicalValue Exact(ClassicalType type, BigInteger value) => type.Kind switch
    {
        ClassicalKind.Bool => ClassicalValue.Bool(!value.IsEven),
        ClassicalKind.Bit when type.Width == 0 => ClassicalValue.Bit(!value.IsEven),
        ClassicalKind.Bit => ClassicalValue.Bits(value, type.Width),
        ClassicalKind.Int => ClassicalValue.Int(value, type.Width),
        ClassicalKind.UInt => ClassicalValue.UInt(value, type.Width),
        _ => ClassicalValue.Turns(value, type.Width),
    };

    private static ClassicalValue Real(ClassicalType type, double value) =>
        ClassicalConversion.Convert(ClassicalValue.Float(value), type);

    private static DiagnosticException DivisionByZero() => new(EvaluationDiagnostics.DivisionByZero.At(SourceSpan.None));

    private static DiagnosticException NoOperation(object operation, ClassicalType type) =>
        new(EvaluationDiagnostics.NoOperation.At(SourceSpan.None, operation, type));
}
