using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>
/// Types of operators, with the implicit conversions of the specification ("Types and Casting"), and conversions themselves.
/// Operations on constants are computed at once, with the arithmetic that programs run with.
/// </summary>
internal sealed class OperatorBinder
{
    private readonly BindingContext _context;

    public OperatorBinder(BindingContext context) => _context = context;

    /// <summary>
    /// Whether a quotient of integers is a real number: in OpenQASM 2, and in the exponent of <c>pow</c>, where the specification
    /// writes one half as <c>1/2</c>.
    /// </summary>
    public bool DividesExactly { get; set; }

    public Bound Unary(UnaryOperatorSyntax syntax, Bound operand, TextSpan span)
    {
        if (operand.IsFaulty)
            return operand;
        ClassicalType type = operand.Type;
        switch (syntax)
        {
            case UnaryOperatorSyntax.Not:
                Expression truth = type.Kind is ClassicalKind.Bool || type == ClassicalType.Bit ? operand.Value! : Convert(operand, ClassicalType.Bool, span).Value!;
                return truth is null ? Bound.Faulty : Fold(new UnaryExpression(UnaryOperator.Not, truth, ClassicalType.Bool), operand.IsLiteral, span);
            case UnaryOperatorSyntax.Tilde:
                if (!ClassicalConversion.IsExact(type))
                    return NoOperator("~", type.ToString(), span);
                return Fold(new UnaryExpression(UnaryOperator.Complement, operand.Value!, type), operand.IsLiteral, span);
            default:
                if (type.Kind == ClassicalKind.Bool || type.Kind == ClassicalKind.Bit)
                {
                    if (type.Width > 0)
                        return NoOperator("-", type.ToString(), span);
                    operand = Convert(operand, ClassicalType.Int, span);
                    type = ClassicalType.Int;
                }

                if (operand.IsLiteral && type is { Kind: ClassicalKind.UInt } && operand.Constant is { } large)
                    return Literal(-large.Integer);
                return Fold(new UnaryExpression(UnaryOperator.Negate, operand.Value!, type), operand.IsLiteral, span);
        }
    }

    public Bound Binary(BinaryOperatorSyntax syntax, Bound left, Bound right, TextSpan span)
    {
        if (left.IsFaulty || right.IsFaulty)
            return Bound.Faulty;
        bool literal = left.IsLiteral && right.IsLiteral;
        BinaryOperator @operator = OperatorFacts.Of(syntax);
        string text = OperatorFacts.Spell(syntax);
        switch (@operator)
        {
            case BinaryOperator.LogicalAnd or BinaryOperator.LogicalOr:
                Bound a = Truth(left, span);
                Bound b = Truth(right, span);
                return a.IsFaulty || b.IsFaulty ? Bound.Faulty : Fold(new BinaryExpression(@operator, a.Value!, b.Value!, ClassicalType.Bool), literal, span);
            case BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight:
                return Shift(@operator, text, left, right, span);
            case >= BinaryOperator.Equal:
                return Comparison(@operator, text, left, right, span);
            case BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor:
                return Bitwise(@operator, text, left, right, span);
            default:
                return Arithmetic(@operator, text, left, right, span);
        }
    }

    /// <summary>A condition: bool and bit as they are, other values compared with zero.</summary>
    public Bound Truth(Bound value, TextSpan span) =>
        value.IsFaulty || value.Type == ClassicalType.Bool || value.Type == ClassicalType.Bit ? value : Convert(value, ClassicalType.Bool, span);

    /// <summary>Converts a value as an assignment does.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">A scalar type.</param>
    /// <param name="span">Place for messages.</param>
    /// <param name="isExplicit">Whether the program asks for it with a cast.</param>
    /// <returns>The converted value, or a faulty one after a report.</returns>
    public Bound Convert(Bound value, ClassicalType type, TextSpan span, bool isExplicit = false)
    {
        if (value.IsFaulty || value.Type == type)
            return value;
        ConversionRule rule = ConversionRules.Between(value, type);
        switch (rule)
        {
            case ConversionRule.None:
                _context.Report(QasmDiagnostics.CannotConvert, span, value.Type, type, string.Empty);
                return Bound.Faulty;
            case ConversionRule.WidthMismatch:
                _context.Report(QasmDiagnostics.WidthMismatch, span, value.Type, type);
                return Bound.Faulty;
            case ConversionRule.ExplicitOnly when !isExplicit:
                _context.Report(QasmDiagnostics.CannotConvert, span, value.Type, type, $" here; write {type}(...) to convert it");
                return Bound.Faulty;
        }

        if (!isExplicit && type.Kind is ClassicalKind.Int or ClassicalKind.UInt
            && value.Constant is { Type.Kind: ClassicalKind.Int or ClassicalKind.UInt } integer && !ConversionRules.Fits(integer.Integer, type))
            _context.Report(QasmDiagnostics.OutOfRangeLiteral, span, integer, type);
        return Fold(new CastExpression(value.Value!, type), value.IsLiteral && !isExplicit, span);
    }

    /// <summary>Computes a node whose operands are constants.</summary>
    public Bound Fold(Expression expression, bool isLiteral, TextSpan span)
    {
        try
        {
            ClassicalValue? value = expression switch
            {
                UnaryExpression { Operand: ConstantExpression operand } unary =>
                    ClassicalArithmetic.Apply(unary.Operator, operand.Value, unary.Type),
                BinaryExpression { Left: ConstantExpression left, Right: ConstantExpression right } binary =>
                    ClassicalArithmetic.Apply(binary.Operator, left.Value, right.Value, binary.Type),
                CastExpression { Operand: ConstantExpression operand } cast => ClassicalConversion.Convert(operand.Value, cast.Type),
                CallExpression call when call.Arguments.All(a => a is ConstantExpression) =>
                    ClassicalArithmetic.Call(call.Function, [.. call.Arguments.Select(a => ((ConstantExpression)a).Value)], call.Type),
                _ => null,
            };
            return value is null ? new Bound(expression) : new Bound(new ConstantExpression(value), isLiteral);
        }
        catch (DiagnosticException failure)
        {
            _context.Report(QasmDiagnostics.EvaluationFails, span, failure.Diagnostics[0].Message);
            return Bound.Faulty;
        }
    }

    /// <summary>An integer literal: an <c>int</c> where 64 bits hold it, else as wide as it needs.</summary>
    public static Bound Literal(BigInteger value)
    {
        int bits = (int)value.GetBitLength() + 1;
        ClassicalValue constant = bits <= 64 ? ClassicalValue.Int(value)
            : value.Sign >= 0 && bits == 65 ? ClassicalValue.UInt(value)
            : ClassicalValue.Int(value, bits);
        return new Bound(new ConstantExpression(constant), true);
    }

    private Bound Shift(BinaryOperator @operator, string text, Bound left, Bound right, TextSpan span)
    {
        if (left.Type.Kind == ClassicalKind.Bool || left.Type == ClassicalType.Bit)
            left = Convert(left, ClassicalType.Int, span);
        if (!ClassicalConversion.IsExact(left.Type) || right.Type.Kind is not (ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Bit or ClassicalKind.Bool))
            return NoOperator(text, $"{left.Type} and {right.Type}", span);
        Expression distance = right.Constant is { } constant ? Expression.Int((long)BigInteger.Min(BigInteger.Max(constant.Integer, -1), int.MaxValue)) : right.Value!;
        return Fold(new BinaryExpression(@operator, left.Value!, distance, left.Type), left.IsLiteral, span);
    }

    private Bound Comparison(BinaryOperator @operator, string text, Bound left, Bound right, TextSpan span)
    {
        bool ordered = @operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual);
        if (ordered)
        {
            left = BitsAsNumber(left, span);
            right = BitsAsNumber(right, span);
        }

        if (OperatorFacts.Common(left, right) is not { } type || (ordered && type.Kind == ClassicalKind.Complex))
            return Mismatch(text, left, right, span);
        Bound a = Convert(left, type, span);
        Bound b = Convert(right, type, span);
        return a.IsFaulty || b.IsFaulty
            ? Bound.Faulty
            : Fold(new BinaryExpression(@operator, a.Value!, b.Value!, ClassicalType.Bool), left.IsLiteral && right.IsLiteral, span);
    }

    private Bound Bitwise(BinaryOperator @operator, string text, Bound left, Bound right, TextSpan span)
    {
        if (OperatorFacts.Common(left, right) is not { } type)
            return Mismatch(text, left, right, span);
        if (!ClassicalConversion.IsExact(type))
            return NoOperator(text, $"{left.Type} and {right.Type}", span);
        Bound a = Convert(left, type, span);
        Bound b = Convert(right, type, span);
        return a.IsFaulty || b.IsFaulty
            ? Bound.Faulty
            : Fold(new BinaryExpression(@operator, a.Value!, b.Value!, type), left.IsLiteral && right.IsLiteral, span);
    }

    private Bound Arithmetic(BinaryOperator @operator, string text, Bound left, Bound right, TextSpan span)
    {
        bool literal = left.IsLiteral && right.IsLiteral;
        if (OperatorFacts.Special(@operator, left.Type, right.Type) is { } special)
            return Fold(new BinaryExpression(@operator, left.Value!, right.Value!, special), literal, span);
        left = BitsAsNumber(left, span);
        right = BitsAsNumber(right, span);
        if (OperatorFacts.Common(left, right) is not { } type)
            return Mismatch(text, left, right, span);
        if (type.Kind is ClassicalKind.Bool or ClassicalKind.Bit)
            type = ClassicalType.Int;
        bool defined = type.Kind switch
        {
            ClassicalKind.Angle => @operator is BinaryOperator.Add or BinaryOperator.Subtract
                || (type.Width == 0 && @operator is BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder),
            ClassicalKind.Duration => @operator is BinaryOperator.Add or BinaryOperator.Subtract,
            ClassicalKind.Complex => @operator is not BinaryOperator.Remainder,
            _ => true,
        };
        if (!defined)
            return NoOperator(text, $"{left.Type} and {right.Type}", span);
        if (@operator == BinaryOperator.Power && type.Kind is ClassicalKind.Int or ClassicalKind.UInt && right.Constant is { Integer.Sign: < 0 })
            type = ClassicalType.Float;
        if (@operator == BinaryOperator.Divide && type.Kind is ClassicalKind.Int or ClassicalKind.UInt && (DividesExactly || _context.Version.Major == 2))
            type = ClassicalType.Float;
        Bound a = Convert(left, type, span);
        Bound b = Convert(right, type, span);
        return a.IsFaulty || b.IsFaulty ? Bound.Faulty : Fold(new BinaryExpression(@operator, a.Value!, b.Value!, type), literal, span);
    }

    private Bound BitsAsNumber(Bound value, TextSpan span) => value.Type switch
    {
        { Kind: ClassicalKind.Bit, Width: > 0 } bits => Convert(value, new ClassicalType(ClassicalKind.UInt, bits.Width), span),
        _ => value,
    };

    private Bound Mismatch(string text, Bound left, Bound right, TextSpan span)
    {
        if (left.Type.Kind == right.Type.Kind && left.Type.Width != right.Type.Width)
            _context.Report(QasmDiagnostics.OperandWidths, span, text, left.Type, right.Type);
        else
            _context.Report(QasmDiagnostics.NoOperator, span, text, $"{left.Type} and {right.Type}");
        return Bound.Faulty;
    }

    private Bound NoOperator(string text, string types, TextSpan span)
    {
        _context.Report(QasmDiagnostics.NoOperator, span, text, types);
        return Bound.Faulty;
    }
}
