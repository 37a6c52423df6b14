using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds calls of built-in and extern functions.</summary>
internal sealed class FunctionBinder
{
    private readonly BindingContext _context;

    public FunctionBinder(BindingContext context) => _context = context;

    public bool IsBuiltIn(string name) => name == "sizeof" || BuiltInNames.Function(name, _context.Version.Major) is not null;

    public Bound BuiltIn(CallSyntax syntax)
    {
        if (syntax.Callee.Text == "sizeof")
            return SizeOf(syntax);
        (BuiltInFunction function, int count) = BuiltInNames.Function(syntax.Callee.Text, _context.Version.Major)!.Value;
        Bound[] arguments = [.. syntax.Arguments.Select(_context.Expressions.Bind)];
        if (arguments.Length != count)
        {
            _context.Report(QasmDiagnostics.ArgumentCount, syntax.Span, syntax.Callee.Text, count, arguments.Length);
            return Bound.Faulty;
        }

        if (arguments.Any(a => a.IsFaulty))
            return Bound.Faulty;
        switch (function)
        {
            case BuiltInFunction.Pow:
                return _context.Operators.Binary(BinaryOperatorSyntax.Power, arguments[0], arguments[1], syntax.Span);
            case BuiltInFunction.Mod:
                return _context.Operators.Binary(BinaryOperatorSyntax.Percent, arguments[0], arguments[1], syntax.Span);
            case BuiltInFunction.Popcount or BuiltInFunction.Rotl or BuiltInFunction.Rotr:
                return Bits(function, arguments, syntax);
            case BuiltInFunction.Real or BuiltInFunction.Imag:
                Bound number = _context.Operators.Convert(arguments[0], arguments[0].Type.Kind == ClassicalKind.Complex ? arguments[0].Type : ClassicalType.Complex, syntax.Span);
                return number.IsFaulty
                    ? number
                    : Make(function, [number.Value!], new ClassicalType(ClassicalKind.Float, number.Type.Width), arguments, syntax);
        }

        ClassicalType type = arguments[0].Type switch
        {
            { Kind: ClassicalKind.Complex } complex => complex,
            { Kind: ClassicalKind.Float, Width: < 64 } narrow => narrow,
            _ => ClassicalType.Float,
        };
        Bound argument = arguments[0].Type.Kind == ClassicalKind.Angle
            ? new Bound(Radians(arguments[0].Value!), arguments[0].IsLiteral)
            : _context.Operators.Convert(arguments[0], type, syntax.Span);
        return argument.IsFaulty ? argument : Make(function, [argument.Value!], type, arguments, syntax);
    }

    public Bound Extern(CallSyntax syntax, ExternSymbol symbol, bool isStatement)
    {
        if (syntax.Arguments.Length != symbol.Syntax.Parameters.Length)
        {
            _context.Report(QasmDiagnostics.ArgumentCount, syntax.Span, syntax.Callee.Text, symbol.Syntax.Parameters.Length, syntax.Arguments.Length);
            return Bound.Faulty;
        }

        for (int i = 0; i < syntax.Arguments.Length; i++)
        {
            if (_context.Places.Array(syntax.Arguments[i], out _) is null
                && _context.Types.Bind(symbol.Syntax.Parameters[i].Type) is { IsArray: false } type)
                _context.Expressions.Bind(syntax.Arguments[i], type);
        }

        if (!_context.Options.CheckOnly)
        {
            _context.Report(QasmDiagnostics.ExternCall, syntax.Span, syntax.Callee.Text);
            return Bound.Faulty;
        }

        if (symbol.ReturnType is null)
        {
            if (!isStatement)
                _context.Report(QasmDiagnostics.NoValue, syntax.Span, syntax.Callee.Text);
            return Bound.Faulty;
        }

        return _context.Statements.Assignments.Read(_context.Statements.Assignments.Temporary(syntax.Callee.Text, symbol.ReturnType));
    }

    private Bound Bits(BuiltInFunction function, Bound[] arguments, CallSyntax syntax)
    {
        ClassicalType type = arguments[0].Type;
        bool allowed = ClassicalConversion.IsExact(type) && (type.Width > 0 || function == BuiltInFunction.Popcount);
        if (!allowed)
        {
            _context.Report(QasmDiagnostics.NoOperator, syntax.Span, syntax.Callee.Text, type);
            return Bound.Faulty;
        }

        if (function == BuiltInFunction.Popcount)
            return Make(function, [arguments[0].Value!], ClassicalType.UInt, arguments, syntax);
        Bound distance = _context.Operators.Convert(arguments[1], ClassicalType.Int, syntax.Span);
        return distance.IsFaulty ? distance : Make(function, [arguments[0].Value!, distance.Value!], type, arguments, syntax);
    }

    private Bound SizeOf(CallSyntax syntax)
    {
        if (syntax.Arguments.Length is not (1 or 2))
        {
            _context.Report(QasmDiagnostics.ArgumentCount, syntax.Span, "sizeof", "1 or 2", syntax.Arguments.Length);
            return Bound.Faulty;
        }

        if (_context.Places.Array(syntax.Arguments[0], out _) is not { Shape.IsEmpty: false } array)
        {
            _context.Report(QasmDiagnostics.NotAnArray, syntax.Arguments[0].Span, " as the argument of 'sizeof'");
            return Bound.Faulty;
        }

        int dimension = 0;
        if (syntax.Arguments.Length == 2)
        {
            if (_context.Types.Size(syntax.Arguments[1], array.Shape.Length - 1, 0) is not { } given)
                return Bound.Faulty;
            dimension = given;
        }

        return new Bound(new ConstantExpression(ClassicalValue.UInt(array.Shape[dimension])));
    }

    private Bound Make(BuiltInFunction function, ImmutableArray<Expression> operands, ClassicalType type, Bound[] arguments, CallSyntax syntax) =>
        _context.Operators.Fold(
            new CallExpression(function, new EquatableArray<Expression>(operands), type),
            arguments.All(a => a.IsLiteral),
            syntax.Span);

    private static Expression Radians(Expression angle) => angle is ConstantExpression constant
        ? new ConstantExpression(ClassicalValue.Float(ClassicalConversion.ToDouble(constant.Value)))
        : angle.Type.Width == 0 ? angle : new CastExpression(angle, ClassicalType.Angle);
}
