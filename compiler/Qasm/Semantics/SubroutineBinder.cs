using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;
using Sqs.Compiler.Qasm.Syntax.Types;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds subroutines, which are checked where they are defined and inlined where they are called.</summary>
internal sealed class SubroutineBinder
{
    /// <summary>Work of inlining one call beside that of its statements, in units of one operation of a broadcast.</summary>
    private const int CallCost = 40;

    private readonly BindingContext _context;
    private readonly FunctionBinder _functions;
    private readonly Stack<SubroutineFrame> _frames = new();
    private readonly HashSet<(string Code, SourceSpan Span)> _reported = [];
    private bool _isChecking;

    public SubroutineBinder(BindingContext context)
    {
        _context = context;
        _functions = new FunctionBinder(context);
    }

    /// <summary>The subroutine being bound, or null.</summary>
    public SubroutineFrame? Current => _frames.TryPeek(out SubroutineFrame? frame) ? frame : null;

    public void Define(SubroutineDefinitionSyntax syntax)
    {
        if (!_context.IsGlobal)
        {
            _context.Report(QasmDiagnostics.GlobalOnly, syntax.Name.Span, "a subroutine");
            return;
        }

        ClassicalType? returnType = syntax.ReturnType is null ? null : _context.Types.Scalar(syntax.ReturnType);
        Report(syntax.ReturnType);
        if (syntax.ReturnType is not null && !StatementFacts.AlwaysReturns(syntax.Body.Statements) && returnType is not null)
            _context.Report(QasmDiagnostics.MissingReturn, syntax.Name.Span, syntax.Name.Text, returnType);
        int before = _context.Diagnostics.Count;
        Check(syntax, returnType);
        bool faulty = _context.Diagnostics.Skip(before).Any(d => d.IsError);
        _context.Declare(syntax.Name, faulty ? new FaultySymbol() : new SubroutineSymbol(syntax, _context.Source));
    }

    public void Define(ExternDeclarationSyntax syntax)
    {
        if (!_context.IsGlobal)
            _context.Report(QasmDiagnostics.GlobalOnly, syntax.Name.Span, "an extern declaration");
        foreach (SubroutineParameterSyntax parameter in syntax.Parameters)
            _context.Types.Bind(parameter.Type);
        ClassicalType? type = syntax.ReturnType is null ? null : _context.Types.Scalar(syntax.ReturnType);
        Report(syntax.ReturnType);
        _context.Declare(syntax.Name, new ExternSymbol(syntax, type));
    }

    /// <summary>Binds a call of a built-in function, a subroutine or an extern function.</summary>
    /// <param name="syntax">The call.</param>
    /// <param name="isStatement">Whether the call stands alone, so that it needs no value.</param>
    public Bound Call(CallSyntax syntax, bool isStatement = false)
    {
        Symbol? symbol = _context.Scope.Find(syntax.Callee.Text, out _);
        switch (symbol)
        {
            case SubroutineSymbol subroutine:
                return Inline(syntax, subroutine, isStatement);
            case ExternSymbol external:
                return _functions.Extern(syntax, external, isStatement);
            case FaultySymbol:
                return Bound.Faulty;
        }

        if (symbol is null && _functions.IsBuiltIn(syntax.Callee.Text))
            return _functions.BuiltIn(syntax);
        foreach (ExpressionSyntax argument in syntax.Arguments)
        {
            if (argument is not NameSyntax)
                _context.Expressions.Bind(argument);
        }

        if (symbol is not null)
        {
            _context.Report(QasmDiagnostics.NotAValue, syntax.Callee.Span, syntax.Callee.Text, $"{symbol.Kind} and not a function");
        }
        else if (Current?.Syntax.Name.Text == syntax.Callee.Text)
        {
            _context.Report(QasmDiagnostics.RecursiveSubroutine, syntax.Span, syntax.Callee.Text);
        }
        else if (!_context.NamesMayBeMissing)
        {
            string near = BindingContext.Suggestion(syntax.Callee.Text, _context.Scope.VisibleNames().Concat(BuiltInNames.FunctionNames));
            _context.Report(QasmDiagnostics.UnknownFunction, syntax.Callee.Span, syntax.Callee.Text, near);
        }

        return Bound.Faulty;
    }

    public void Return(ReturnSyntax syntax)
    {
        if (Current is not { } frame)
        {
            _context.Report(QasmDiagnostics.ReturnOutside, syntax.Span);
            return;
        }

        if (syntax.Value is null != frame.ReturnType is null)
        {
            _context.Report(
                QasmDiagnostics.ReturnValue,
                syntax.Span,
                frame.Syntax.Name.Text,
                frame.ReturnType is null ? "no value" : $"a value of type {frame.ReturnType}",
                syntax.Value is null ? "none" : "one");
            if (frame.ReturnType is null || syntax.Value is null)
                return;
        }

        if (syntax.Value is MeasurementSyntax measurement)
        {
            Place place = frame.Result ?? _context.Statements.Assignments.Temporary(frame.Syntax.Name.Text, frame.ReturnType!);
            _context.Statements.Assignments.Measure(measurement.Operand, place, syntax.Span);
            frame.Value = _context.Statements.Assignments.Read(place);
        }
        else if (syntax.Value is not null)
        {
            Bound value = _context.Expressions.Bind(syntax.Value, frame.ReturnType!);
            frame.Value = value;
            if (frame.Result is not null && !value.IsFaulty)
                _context.Statements.Assignments.Assign(frame.Result, value, syntax.Span);
        }

        if (frame.Flag < 0)
            return;
        Add(frame.Flag, true, syntax.Span);
        if (_context.LoopDepth > 0)
            _context.Statements.Add(new BreakOperation());
    }

    /// <summary>Reports a result that no value can be: a stretch has none before the program is scheduled.</summary>
    private void Report(ScalarTypeSyntax? returnType)
    {
        if (returnType is { Kind: ScalarKind.Stretch })
            _context.Report(QasmDiagnostics.StretchResult, returnType.Span);
    }

    private void Check(SubroutineDefinitionSyntax syntax, ClassicalType? returnType)
    {
        _isChecking = true;
        (int Bits, int Variables) mark = _context.Assembler.Mark();
        var frame = new SubroutineFrame(syntax, returnType, isCheck: true);
        _context.Assembler.Nested(() => Enter(frame, _context.Scope, () =>
        {
            int qubit = ProgramParameters.FirstQubit;
            foreach (SubroutineParameterSyntax parameter in syntax.Parameters)
                _context.Declare(parameter.Name, ProgramParameters.Unknown(_context, frame, parameter, ref qubit));
        }));
        foreach (int variable in frame.Parameters)
            _context.OpenVariables.Remove(variable);
        _context.Assembler.Rewind(mark);
        _isChecking = false;
    }

    private Bound Inline(CallSyntax syntax, SubroutineSymbol symbol, bool isStatement)
    {
        SubroutineDefinitionSyntax definition = symbol.Syntax;
        if (_context.Scope.Enclosing(ScopeKind.Gate) is not null)
        {
            _context.Report(QasmDiagnostics.NotInGate, syntax.Span, "a call of a subroutine");
            return Bound.Faulty;
        }

        if (syntax.Arguments.Length != definition.Parameters.Length)
        {
            _context.Report(QasmDiagnostics.ArgumentCount, syntax.Span, definition.Name.Text, definition.Parameters.Length, syntax.Arguments.Length);
            return Bound.Faulty;
        }

        if (definition.ReturnType is null && !isStatement)
        {
            _context.Report(QasmDiagnostics.NoValue, syntax.Span, definition.Name.Text);
            return Bound.Faulty;
        }

        _context.Statements.Spend(CallCost);
        var arguments = new Symbol?[definition.Parameters.Length];
        var parameters = new ProgramParameters(_context);
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = parameters.Bind(definition, definition.Parameters[i], syntax.Arguments[i], symbol.Source);
        if (arguments.Any(a => a is null) || ArgumentOverlap.Report(_context, syntax, definition, arguments))
            return Bound.Faulty;
        ClassicalType? returnType = definition.ReturnType is null ? null : _context.Types.Scalar(definition.ReturnType);
        if (_isChecking && _frames.Count > 1)
        {
            // A definition is checked with the calls it makes, not with all that those make in turn: that would take exponential time.
            return returnType is null ? Bound.Faulty : _context.Statements.Assignments.Read(_context.Statements.Assignments.Temporary(definition.Name.Text, returnType));
        }

        var frame = new SubroutineFrame(definition, returnType, isCheck: false);
        if (frame.ReturnsEarly)
        {
            frame.Flag = _context.Assembler.DeclareVariable($"{definition.Name.Text}_returned", ClassicalType.Bool, isGlobal: false);
            Add(frame.Flag, false, syntax.Span);
            if (returnType is not null)
                frame.Result = _context.Statements.Assignments.Temporary(definition.Name.Text, returnType);
        }

        SourceText source = _context.Source;
        DiagnosticBag diagnostics = _context.Diagnostics;
        _context.Source = symbol.Source;
        _context.Diagnostics = [];
        SubroutineFrame? caller = Current;
        try
        {
            Enter(frame, _context.Scope.Enclosing(ScopeKind.Global)!, () =>
            {
                for (int i = 0; i < arguments.Length; i++)
                    _context.Declare(definition.Parameters[i].Name, arguments[i]!);
            });
        }
        catch (ProgramTooLargeException tooLarge)
        {
            tooLarge.Call = source.Locate(syntax.Span);
            throw;
        }
        finally
        {
            foreach (Diagnostic diagnostic in _context.Diagnostics)
            {
                if (caller is { IsCheck: true } || _reported.Add((diagnostic.Code, diagnostic.Span)))
                    diagnostics.Add(diagnostic);
            }

            _context.Source = source;
            _context.Diagnostics = diagnostics;
        }

        if (returnType is null)
            return Bound.Faulty;
        return frame.Result is not null ? _context.Statements.Assignments.Read(frame.Result) : frame.Value ?? Bound.Faulty;
    }

    private void Enter(SubroutineFrame frame, Scope parent, Action declareParameters)
    {
        Scope scope = _context.Scope;
        int depth = _context.LoopDepth;
        _frames.Push(frame);
        _context.Scope = new Scope(ScopeKind.Subroutine, parent);
        _context.LoopDepth = 0;
        try
        {
            declareParameters();
            if (frame.IsCheck && frame.ReturnsEarly)
                frame.Flag = _context.Assembler.DeclareVariable("returned", ClassicalType.Bool, isGlobal: false);
            _context.Statements.BindAll(frame.Syntax.Body.Statements);
        }
        finally
        {
            _frames.Pop();
            _context.Scope = scope;
            _context.LoopDepth = depth;
        }
    }

    private void Add(int flag, bool value, TextSpan span) => _context.Statements.Add(
        new AssignOperation(new VariableTarget(flag), new ConstantExpression(ClassicalValue.Bool(value))) { Origin = _context.OriginOf(span) });
}
