using System.Text.RegularExpressions;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds declarations of qubits, variables, constants, inputs and outputs.</summary>
internal sealed partial class DeclarationBinder
{
    private readonly BindingContext _context;
    private readonly AssignmentBinder _assignments;

    public DeclarationBinder(BindingContext context, AssignmentBinder assignments)
    {
        _context = context;
        _assignments = assignments;
    }

    public void Bind(QubitDeclarationSyntax syntax)
    {
        if (!_context.IsGlobal)
            _context.Report(QasmDiagnostics.GlobalOnly, syntax.Span, "a qubit declaration");
        int? size = syntax.Size is null ? 1 : _context.Types.Size(syntax.Size, TypeBinder.MaximumSize);
        if (size is null || !_context.IsGlobal || !Room(_context.Assembler.QubitCount, size.Value, "qubits", syntax.Span))
        {
            _context.Declare(syntax.Name, new FaultySymbol());
            return;
        }

        if (!_context.IsFree(syntax.Name))
            return;
        int offset = _context.Assembler.QubitCount;
        int register = _context.Assembler.DeclareQubits(syntax.Name.Text, size.Value, syntax.Size is null);
        _context.Declare(syntax.Name, new QubitSymbol(new QubitView(register, offset, 1, size.Value, syntax.Size is null)));
    }

    public void Bind(ClassicalDeclarationSyntax syntax)
    {
        if (syntax.Modifier is DeclarationModifier.Input or DeclarationModifier.Output && !_context.IsGlobal)
            _context.Report(QasmDiagnostics.GlobalOnly, syntax.Span, syntax.Modifier == DeclarationModifier.Input ? "an input" : "an output");
        if (syntax.Type is ArrayTypeSyntax && !_context.IsGlobal)
            _context.Report(QasmDiagnostics.GlobalOnly, syntax.Span, "an array");
        if (_context.Types.Bind(syntax.Type) is not { } type)
        {
            _context.Declare(syntax.Name, new FaultySymbol());
            return;
        }

        switch (syntax.Modifier)
        {
            case DeclarationModifier.Const:
                Constant(syntax, type);
                return;
            case DeclarationModifier.Input:
                Input(syntax, type);
                return;
            case DeclarationModifier.Output:
                _context.Assembler.MarkOutput(syntax.Name.Text);
                break;
        }

        // The initializer does not see the name it initialises.
        Action<Place>? initialise = Initializer(syntax, type, out bool faulty);
        if (!_context.IsFree(syntax.Name))
            return;
        if (faulty)
        {
            _context.Declare(syntax.Name, new FaultySymbol());
            return;
        }

        Place place = Declare(syntax.Name, type, syntax.Span);
        initialise?.Invoke(place);
        if (syntax.Initializer is null && _context.LoopDepth > 0 && !type.IsArray)
            _assignments.Assign(place, Zero(type), syntax.Span);
    }

    /// <summary>Notes the gate a calibration gives a meaning to, so that calls of it are known.</summary>
    public void Calibration(CalibrationSyntax syntax)
    {
        Match match = CalibratedGate().Match(syntax.Text);
        if (match.Success && _context.Scope.Find(match.Groups[1].Value, out _) is null && match.Groups[1].Value is not ("measure" or "reset" or "delay" or "barrier"))
            _context.Scope.TryDeclare(match.Groups[1].Value, new OpaqueGateSymbol(-1, -1));
    }

    /// <summary>Declares a variable or bit register in the current scope.</summary>
    public Place Declare(Name name, ClassicalType type, TextSpan span)
    {
        Place place = Local(name.Text, type, _context.IsGlobal, span);
        Symbol symbol = place.Bits is not null ? new BitSymbol(place.Bits)
            : place.Array is not null ? new ArraySymbol(place.Array, false)
            : new VariableSymbol(place.Variable, type, false);
        _context.Declare(name, symbol);
        return place;
    }

    /// <summary>Makes room for a value without declaring a name.</summary>
    public Place Local(string name, ClassicalType type, bool isGlobal, TextSpan span)
    {
        if (type.Kind == ClassicalKind.Bit && !type.IsArray)
        {
            int size = Math.Max(1, type.Width);
            Room(_context.Assembler.BitCount, size, "bits", span);
            int offset = _context.Assembler.BitCount;
            int register = _context.Assembler.DeclareBits(name, size, type.Width == 0, isGlobal);
            return new Place(new BitView(register, offset, 1, size, type.Width == 0, true));
        }

        int variable = _context.Assembler.DeclareVariable(name, type, isGlobal);
        return new Place(null, variable, type, [], type.IsArray ? ArrayView.Of(variable, type) : null);
    }

    private Action<Place>? Initializer(ClassicalDeclarationSyntax syntax, ClassicalType type, out bool faulty)
    {
        faulty = false;
        switch (syntax.Initializer)
        {
            case null:
                return null;
            case MeasurementSyntax measurement:
                return place => _assignments.Measure(measurement.Operand, place, syntax.Span);
            case ArrayLiteralSyntax literal when type.IsArray:
                List<Bound>? values = _assignments.Literal(literal, type);
                faulty = values is null;
                return place => _assignments.AssignElements(place.Array!, values!, syntax.Span);
            case ConcatenationSyntax concatenation when type.IsArray:
                List<ArrayView>? parts = _assignments.Concatenation(concatenation, type);
                faulty = parts is null;
                return place => _assignments.AssignParts(place.Array!, parts!, syntax.Span);
            case { } other when type.IsArray:
                string wanted = $" of type {type}";
                ArrayView? source = _context.Places.ArrayValue(other, wanted);
                faulty = source is null || source.Type != type;
                if (source is not null && faulty)
                    _context.Report(QasmDiagnostics.NotAnArray, other.Span, wanted);
                return place => _assignments.Copy(place.Array!, source!, syntax.Span);
            default:
                Bound value = _context.Expressions.Bind(syntax.Initializer, type);
                faulty = value.IsFaulty;
                return place => _assignments.Assign(place, value, syntax.Span);
        }
    }

    private void Constant(ClassicalDeclarationSyntax syntax, ClassicalType type)
    {
        Symbol symbol = new FaultySymbol();
        if (type.IsArray)
        {
            if (syntax.Initializer is not ArrayLiteralSyntax literal)
            {
                _context.Report(QasmDiagnostics.NotAnArray, syntax.Initializer!.Span, " value in braces");
            }
            else if (_assignments.Literal(literal, type) is { } values)
            {
                var constants = new List<ConstantExpression>();
                foreach (Bound value in values)
                {
                    if (_context.Expressions.RequireConstant(value, literal.Span, "the value of a constant") is { } element)
                        constants.Add(new ConstantExpression(element));
                }

                if (constants.Count == values.Count)
                {
                    int variable = _context.Assembler.DeclareVariable(syntax.Name.Text, type, isGlobal: false);
                    var view = ArrayView.Of(variable, type);
                    symbol = new ConstantArraySymbol(type, [.. constants], view);
                    if (_context.Scope.Enclosing(ScopeKind.Gate) is null)
                        _assignments.AssignElements(view, values, syntax.Span);
                }
            }
        }
        else
        {
            Bound value = _context.Expressions.Bind(syntax.Initializer!, type);
            if (!value.IsFaulty && _context.Expressions.RequireConstant(value, syntax.Initializer!.Span, "the value of a constant") is { } constant)
                symbol = new ConstantSymbol(new ConstantExpression(constant));
        }

        _context.Declare(syntax.Name, symbol);
    }

    private void Input(ClassicalDeclarationSyntax syntax, ClassicalType type)
    {
        if (type.IsArray)
        {
            if (!_context.Options.CheckOnly)
                _context.Report(QasmDiagnostics.Misplaced, syntax.Span, "an input of an array type");
            _context.Declare(syntax.Name, new FaultySymbol());
        }
        else if (_context.IsFree(syntax.Name))
        {
            _context.Declare(syntax.Name, new InputSymbol(_context.Assembler.DeclareInput(syntax.Name.Text, type)));
        }
    }

    private bool Room(int used, int size, string what, TextSpan span)
    {
        if ((long)used + size <= TypeBinder.MaximumSize)
            return true;
        _context.Report(QasmDiagnostics.TooLarge, span, $"{(long)used + size} {what}", TypeBinder.MaximumSize);
        return false;
    }

    private static Bound Zero(ClassicalType type) => new(new ConstantExpression(type.Kind == ClassicalKind.Duration
        ? ClassicalValue.Duration(0)
        : Ir.Evaluation.ClassicalConversion.Convert(ClassicalValue.Int(0), type)));

    [GeneratedRegex(@"^defcal\s+(\w+)")]
    private static partial Regex CalibratedGate();
}
