using System.Collections.Immutable;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax.Declarations;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds statements to operations of the program.</summary>
internal sealed class StatementBinder
{
    /// <summary>Work between two looks at the cancellation: some milliseconds.</summary>
    private const int StepsBetweenLooks = 1 << 12;

    private readonly BindingContext _context;
    private readonly GateDefinitionBinder _definitions;
    private readonly DeclarationBinder _declarations;
    private readonly AssignmentBinder _assignments;
    private readonly ControlFlowBinder _controlFlow;
    /// <summary>Work of binding a statement once more for a call, in units of one operation of a broadcast.</summary>
    private const int InlinedStatementCost = 10;

    private bool _hasStatements;
    private long _steps;
    private long _nextLook;

    public StatementBinder(BindingContext context)
    {
        _context = context;
        _definitions = new GateDefinitionBinder(context);
        _assignments = new AssignmentBinder(context);
        _declarations = new DeclarationBinder(context, _assignments);
        _controlFlow = new ControlFlowBinder(context);
    }

    /// <summary>Name of the gate whose body is being bound, or null.</summary>
    public string? GateBeingDefined { get; set; }

    public AssignmentBinder Assignments => _assignments;

    /// <summary>Binds statements in order.</summary>
    public void BindAll(ImmutableArray<StatementSyntax> statements)
    {
        for (int i = 0; i < statements.Length; i++)
        {
            Bind(statements[i]);
            if (_context.Subroutines.Current is { } frame && i + 1 < statements.Length && frame.Guards(statements[i]))
            {
                ImmutableArray<StatementSyntax> rest = statements[(i + 1)..];
                if (statements[i] is ReturnSyntax)
                    return;
                if (_context.LoopDepth > 0)
                {
                    Add(new IfOperation(frame.HasReturned(), new Block([new BreakOperation()])));
                    continue;
                }

                Block guarded = _context.Assembler.Nested(() => BindAll(rest));
                Add(new IfOperation(frame.HasNotReturned(), guarded));
                return;
            }
        }
    }

    /// <summary>Binds the body of a control statement in a scope of its own.</summary>
    /// <param name="body">The body, with or without braces.</param>
    /// <param name="keep">Keeps the operations also where only a check is wanted.</param>
    public Block BindBody(StatementSyntax body, bool keep = false)
    {
        Block block = Block.Empty;
        _context.InScope(ScopeKind.Block, () => block = _context.Assembler.Nested(() =>
        {
            if (body is BlockSyntax inner)
                BindAll(inner.Statements);
            else
                Bind(body);
        }, keep));
        return block;
    }

    public void Add(Operation operation)
    {
        Spend();
        _context.Assembler.Add(operation);
    }

    /// <summary>Counts work of expansion, so that loops, broadcasts and calls that expand without end are given up.</summary>
    /// <param name="cost">The work, in units of one operation of a broadcast.</param>
    /// <exception cref="ProgramTooLargeException">The work exceeds <see cref="QasmCompileOptions.MaximumOperations"/>.</exception>
    public void Spend(int cost = 1)
    {
        _steps += cost;
        if (_steps > _context.Options.MaximumOperations)
            throw new ProgramTooLargeException();
        if (_steps < _nextLook)
            return;
        _nextLook = _steps + StepsBetweenLooks;
        _context.Cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Binds a statement.</summary>
    public void Bind(StatementSyntax statement)
    {
        if (_context.Subroutines.Current is not { IsCheck: true })
        {
            Dispatch(statement);
            return;
        }

        try
        {
            Dispatch(statement);
        }
        catch (RequiresConstantException missing) when (_context.Subroutines.Current.Parameters.Contains(missing.Variable))
        {
            // Known once the subroutine is called; its calls bind the statement.
        }
    }

    /// <summary>The duration of a block: its longest sequence of delays.</summary>
    public Bound DurationOf(DurationOfSyntax syntax)
    {
        Block body = _context.Assembler.Nested(() => BindBodyInto(syntax.Body), keep: true);
        _context.Report(QasmDiagnostics.UnknownGateTimes, syntax.Span);
        return new Bound(new Ir.Expressions.ConstantExpression(DelaySum.Of(body)));
    }

    private void BindBodyInto(BlockSyntax body) => _context.InScope(ScopeKind.Block, () => BindAll(body.Statements));

    private void Dispatch(StatementSyntax statement)
    {
        if (_context.Subroutines.Current is not null)
            Spend(InlinedStatementCost);
        if (_context.Scope.Enclosing(ScopeKind.Gate) is not null && !AllowedInGate(statement))
        {
            _context.Report(QasmDiagnostics.NotInGate, statement.Span, StatementFacts.Describe(statement));
            return;
        }

        if (statement is VersionSyntax version)
        {
            Version(version);
            return;
        }

        _hasStatements = true;
        switch (statement)
        {
            case GateCallSyntax call:
                _context.Gates.Call(call);
                break;
            case AssignmentSyntax assignment:
                _assignments.Bind(assignment);
                break;
            case MeasureSyntax measure:
                _assignments.Measure(measure);
                break;
            case ClassicalDeclarationSyntax declaration:
                _declarations.Bind(declaration);
                break;
            case QubitDeclarationSyntax declaration:
                _declarations.Bind(declaration);
                break;
            case AliasDeclarationSyntax alias:
                _context.Declare(alias.Name, _context.Places.Alias(alias.Parts) ?? new FaultySymbol());
                break;
            case ResetSyntax reset:
                if (_context.Places.Qubits(reset.Operand) is { } qubits)
                {
                    for (int i = 0; i < qubits.Count; i++)
                        Add(new ResetOperation(qubits[i]) { Origin = _context.OriginOf(reset.Span) });
                }

                break;
            case BarrierSyntax { IsNop: true } nop:
                Operands(nop.Operands.RemoveAll(static o => o is HardwareQubitSyntax));
                break;
            case BarrierSyntax barrier:
                if (Operands(barrier.Operands) is { } fenced)
                    Add(new BarrierOperation(fenced) { Origin = _context.OriginOf(barrier.Span) });
                break;
            case DelaySyntax delay:
                Bound duration = Duration(delay.Duration, "a delay");
                if (Operands(delay.Operands) is { } idle && !duration.IsFaulty)
                    Add(new DelayOperation(duration.Value!, idle) { Origin = _context.OriginOf(delay.Span) });
                break;
            case BoxSyntax box:
                Box(box);
                break;
            case BlockSyntax block:
                BindBodyInto(block);
                break;
            case EndSyntax:
                Add(new EndOperation { Origin = _context.OriginOf(statement.Span) });
                break;
            case ReturnSyntax result:
                _context.Subroutines.Return(result);
                break;
            case ExpressionStatementSyntax { Expression: CallSyntax call }:
                _context.Subroutines.Call(call, isStatement: true);
                break;
            case ExpressionStatementSyntax expression:
                _context.Expressions.Bind(expression.Expression);
                break;
            case GateDefinitionSyntax gate:
                _definitions.Define(gate);
                break;
            case SubroutineDefinitionSyntax subroutine:
                _context.Subroutines.Define(subroutine);
                break;
            case ExternDeclarationSyntax external:
                _context.Subroutines.Define(external);
                break;
            case IncludeSyntax include:
                _context.Includes.Include(include);
                break;
            case CalibrationSyntax calibration:
                _declarations.Calibration(calibration);
                break;
            case PragmaSyntax pragma:
                if (pragma.Text.Length == 0 || !char.IsWhiteSpace(pragma.Text[0]))
                    _context.Report(QasmDiagnostics.EmptyPragma, pragma.Span);
                else if (PhysicalQubitPragma.Matches(pragma.Text, out int count) && count == 0)
                    _context.Report(QasmDiagnostics.BadQubitCount, pragma.Span, TypeBinder.MaximumSize);
                else if (count > 0)
                    _context.Assembler.Physical(count - 1);
                break;
            default:
                _controlFlow.Bind(statement);
                break;
        }
    }

    private void Box(BoxSyntax syntax)
    {
        Bound? limit = syntax.Duration is null ? null : Duration(syntax.Duration, "a box");
        Block body = BindBody(syntax.Body, keep: limit is not null);
        if (limit?.Constant is { } time && DelaySum.Of(body) is var delays && DelaySum.Exceeds(delays, time))
            _context.Report(QasmDiagnostics.BoxTooShort, syntax.Duration!.Span, time, delays);
        Add(new BoxOperation(limit?.Value, body) { Origin = _context.OriginOf(syntax.Span) });
    }

    private Bound Duration(ExpressionSyntax syntax, string what)
    {
        Bound duration = _context.Expressions.Bind(syntax, ClassicalType.Duration);
        if (duration.Constant is { } time && DelaySum.Exceeds(ClassicalValue.Duration(0), time))
            _context.Report(QasmDiagnostics.NegativeDuration, syntax.Span, what, time);
        return duration;
    }

    private EquatableArray<QubitOperand>? Operands(ImmutableArray<ExpressionSyntax> syntax)
    {
        bool complete = true;
        var operands = ImmutableArray.CreateBuilder<QubitOperand>();
        foreach (ExpressionSyntax operand in syntax)
        {
            if (_context.Places.Qubits(operand) is not { } view)
            {
                complete = false;
                continue;
            }

            for (int i = 0; i < view.Count; i++)
                operands.Add(view[i]);
        }

        return complete ? new EquatableArray<QubitOperand>(operands.ToImmutable()) : null;
    }

    private void Version(VersionSyntax version)
    {
        if (_hasStatements)
        {
            _context.Report(QasmDiagnostics.VersionNotFirst, version.Span);
            return;
        }

        _hasStatements = true;
        if ((version.Major, version.Minor) is not ((2, 0) or (3, 0) or (3, 1)))
        {
            _context.Report(QasmDiagnostics.VersionUnsupported, version.Span, $"{version.Major}.{version.Minor}");
            return;
        }

        _context.Version = (version.Major, version.Minor);
        if (version.Major == 2)
        {
            Gates.StandardGate cx = Gates.GateTable.Find("CX");
            _context.Scope.Replace("CX", new GateSymbol(cx) { IsReplaceable = true });
        }
    }

    private static bool AllowedInGate(StatementSyntax statement) => statement
        is GateCallSyntax or BarrierSyntax or ForSyntax or IfSyntax or BlockSyntax or PragmaSyntax
        or ClassicalDeclarationSyntax { Modifier: DeclarationModifier.Const };
}
