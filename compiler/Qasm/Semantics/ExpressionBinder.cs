using System.Numerics;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds scalar expressions: names, literals, operators, casts, calls and indices.</summary>
internal sealed class ExpressionBinder
{
    private readonly BindingContext _context;

    public ExpressionBinder(BindingContext context) => _context = context;

    /// <summary>Binds an expression to a scalar value.</summary>
    /// <param name="syntax">The expression.</param>
    /// <returns>The value, or a faulty one after a report.</returns>
    public Bound Bind(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case IntegerSyntax integer:
                return OperatorBinder.Literal(integer.Value);
            case FloatSyntax number:
                return Literal(ClassicalValue.Float(number.Value));
            case ImaginarySyntax imaginary:
                return Literal(ClassicalValue.ComplexNumber(new Complex(0, imaginary.Value)));
            case BooleanSyntax truth:
                return Literal(ClassicalValue.Bool(truth.Value));
            case BitStringSyntax bits:
                return new Bound(new ConstantExpression(ClassicalValue.Bits(ParseBits(bits.Bits), bits.Bits.Length)));
            case DurationSyntax duration:
                return new Bound(new ConstantExpression(DurationOf(duration)));
            case NameSyntax name:
                return Name(name);
            case UnarySyntax unary:
                return _context.Operators.Unary(unary.Operator, Bind(unary.Operand), unary.Span);
            case BinarySyntax binary:
                return Binary(binary);
            case CastSyntax cast:
                return Cast(cast);
            case IndexSyntax index:
                return _context.Places.Read(index);
            case CallSyntax call:
                return _context.Subroutines.Call(call);
            case DurationOfSyntax durationOf:
                return _context.Statements.DurationOf(durationOf);
            default:
                _context.Report(QasmDiagnostics.Misplaced, syntax.Span, Describe(syntax));
                return Bound.Faulty;
        }
    }

    /// <summary>Binds an expression and converts it as an assignment does.</summary>
    public Bound Bind(ExpressionSyntax syntax, ClassicalType type) => _context.Operators.Convert(Bind(syntax), type, syntax.Span);

    /// <summary>Binds a condition.</summary>
    public Bound Condition(ExpressionSyntax syntax) => _context.Operators.Truth(Bind(syntax), syntax.Span);

    /// <summary>Binds a gate angle: radians, as a float or an angle without a width.</summary>
    public Bound Angle(ExpressionSyntax syntax)
    {
        Bound value = Bind(syntax);
        if (value.IsFaulty)
            return value;
        switch (value.Type.Kind)
        {
            case ClassicalKind.Angle when value.Type.Width == 0 && value.Constant is null:
            case ClassicalKind.Float when value.Constant is null:
                return value;
            case ClassicalKind.Angle when value.Constant is { } angle:
                return Literal(ClassicalValue.Float(Ir.Evaluation.ClassicalConversion.ToDouble(angle)));
            case ClassicalKind.Angle:
                return new Bound(new CastExpression(value.Value!, ClassicalType.Angle));
            case ClassicalKind.Float or ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Bool:
            case ClassicalKind.Bit when value.Type.Width == 0:
                Bound number = _context.Operators.Convert(value, ClassicalType.Float, syntax.Span);
                if (number.Constant is { } constant && !double.IsFinite(constant.Real))
                {
                    _context.Report(QasmDiagnostics.EvaluationFails, syntax.Span, $"an angle must be finite; found {constant}");
                    return Bound.Faulty;
                }

                return number;
            default:
                _context.Report(QasmDiagnostics.CannotConvert, syntax.Span, value.Type, "an angle", string.Empty);
                return Bound.Faulty;
        }
    }

    /// <summary>Binds an integer, of any width, that indexes something.</summary>
    public Bound Integer(ExpressionSyntax syntax)
    {
        Bound value = Bind(syntax);
        if (value.IsFaulty)
            return value;
        if (value.Constant is { } constant && constant.Type.Kind is ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Bool or ClassicalKind.Bit)
            return OperatorBinder.Literal(value.Constant.Integer);
        if (value.Type.Kind is ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Bool or ClassicalKind.Bit)
            return value;
        _context.Report(QasmDiagnostics.CannotConvert, syntax.Span, value.Type, "an integer", string.Empty);
        return Bound.Faulty;
    }

    /// <summary>The value of a constant, or null after a report.</summary>
    /// <exception cref="RequiresConstantException">It would be known if a loop were unrolled.</exception>
    public ClassicalValue? RequireConstant(Bound value, TextSpan span, string what)
    {
        if (value.Constant is { } constant)
            return constant;
        foreach (Expression part in value.Value!.DescendantsAndSelf())
        {
            if (part is VariableExpression variable && _context.OpenVariables.Contains(variable.Variable))
                throw new RequiresConstantException(variable.Variable);
        }

        _context.Report(QasmDiagnostics.NotConstant, span, what);
        return null;
    }

    private Bound Binary(BinarySyntax syntax)
    {
        // Machine-made sums lean far to the left; their spine is walked in a loop.
        var spine = new Stack<BinarySyntax>();
        ExpressionSyntax current = syntax;
        while (current is BinarySyntax next)
        {
            spine.Push(next);
            current = next.Left;
        }

        Bound value = Bind(current);
        while (spine.TryPop(out BinarySyntax? node))
        {
            Bound right = Bind(node.Right);
            value = _context.Operators.Binary(node.Operator, value, right, node.Span);
        }

        return value;
    }

    private Bound Name(NameSyntax syntax)
    {
        if (_context.Scope.Find(syntax.Text, out _) is null && BuiltInNames.Constant(syntax.Text) is { } constant)
            return Literal(ClassicalValue.Float(constant));
        switch (_context.Find(syntax.Text, syntax.Span))
        {
            case null:
                return Bound.Faulty;
            case ConstantSymbol symbol:
                return new Bound(symbol.Value);
            case VariableSymbol symbol:
                return new Bound(new VariableExpression(symbol.Index, symbol.Type));
            case InputSymbol symbol:
                return new Bound(symbol.Value);
            case GateParameterSymbol symbol:
                return new Bound(symbol.Value);
            case BitSymbol symbol:
                return new Bound(symbol.View.Read(_context.Assembler.BitRegisters));
            case ArraySymbol { View: var view }:
                _context.Report(QasmDiagnostics.NotAValue, syntax.Span, syntax.Text, $"an {view.Type}");
                return Bound.Faulty;
            case { } other:
                _context.Report(QasmDiagnostics.NotAValue, syntax.Span, syntax.Text, other.Kind);
                return Bound.Faulty;
        }
    }

    private Bound Cast(CastSyntax syntax)
    {
        ClassicalType? type = _context.Types.Bind(syntax.Type);
        Bound value = Bind(syntax.Operand);
        if (type is null || value.IsFaulty)
            return Bound.Faulty;
        Bound converted = _context.Operators.Convert(value, type, syntax.Span, isExplicit: true);
        return converted.IsFaulty ? converted : converted with { IsLiteral = false };
    }

    private static Bound Literal(ClassicalValue value) => new(new ConstantExpression(value), true);

    private static BigInteger ParseBits(string bits)
    {
        // Packed first: shifting a growing number bit by bit would take quadratic time.
        byte[] packed = new byte[(bits.Length + 7) / 8];
        for (int i = 0; i < bits.Length; i++)
        {
            int place = bits.Length - 1 - i;
            if (bits[i] == '1')
                packed[place >> 3] |= (byte)(1 << (place & 7));
        }

        return new BigInteger(packed, isUnsigned: true);
    }

    private static ClassicalValue DurationOf(DurationSyntax syntax) => syntax.Unit switch
    {
        TimeUnit.DeviceSteps => ClassicalValue.Duration(0, syntax.Value),
        TimeUnit.Nanoseconds => ClassicalValue.Duration(syntax.Value / 1e9),
        TimeUnit.Microseconds => ClassicalValue.Duration(syntax.Value / 1e6),
        TimeUnit.Milliseconds => ClassicalValue.Duration(syntax.Value / 1e3),
        _ => ClassicalValue.Duration(syntax.Value),
    };

    private static string Describe(ExpressionSyntax syntax) => syntax switch
    {
        HardwareQubitSyntax => "a physical qubit",
        RangeSyntax => "a range",
        IndexSetSyntax => "an index set",
        ArrayLiteralSyntax => "an array value",
        ConcatenationSyntax => "a concatenation of arrays",
        MeasurementSyntax => "a measurement",
        _ => "this expression",
    };
}
