using System.Collections.Immutable;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds gate calls: modifiers, angles, operands and broadcasting.</summary>
internal sealed class GateBinder
{
    private const int MaximumControls = 64;

    private static readonly Gate GlobalPhase = GateTable.Find("gphase");

    private readonly BindingContext _context;

    public GateBinder(BindingContext context) => _context = context;

    public void Call(GateCallSyntax syntax)
    {
        if (!Modifiers(syntax.Modifiers, out ImmutableArray<GateModifier> modifiers, out int controls))
            return;
        Symbol? symbol = Find(syntax.Gate);
        ImmutableArray<Expression>? angles = Angles(syntax.Arguments);
        if (syntax.Duration is not null)
            _context.Expressions.Bind(syntax.Duration, ClassicalType.Duration);
        var views = new QubitView[syntax.Operands.Length];
        bool complete = true;
        for (int i = 0; i < views.Length; i++)
        {
            if (_context.Places.Qubits(syntax.Operands[i]) is { } view)
                views[i] = view;
            else
                complete = false;
        }

        if (symbol is null)
            return;
        (int angleCount, int qubitCount) = symbol switch
        {
            GateSymbol gate => (gate.Gate.ParameterCount, gate.Gate.QubitCount),
            OpaqueGateSymbol opaque => (opaque.ParameterCount, opaque.QubitCount),
            _ => (-1, -1),
        };
        if (angleCount >= 0 && syntax.Arguments.Length != angleCount)
        {
            _context.Report(QasmDiagnostics.AngleCount, syntax.Gate.Span, syntax.Gate.Text, angleCount, syntax.Arguments.Length);
            complete = false;
        }

        if (qubitCount >= 0 && views.Length != qubitCount + controls)
        {
            _context.Report(QasmDiagnostics.OperandCount, syntax.Gate.Span, syntax.Gate.Text, qubitCount + controls, views.Length);
            complete = false;
        }

        if (!complete || angles is null)
            return;
        if (symbol is GateSymbol known)
        {
            if (known.Gate is CompositeGate composite && _context.Scope.Enclosing(ScopeKind.Gate) is null)
                _context.Assembler.Use(composite);
            Broadcast(syntax, known.Gate, angles.Value, views, modifiers);
        }
        else if (!_context.Options.CheckOnly)
        {
            _context.Report(QasmDiagnostics.NoDefinition, syntax.Gate.Span, syntax.Gate.Text);
        }
        else
        {
            Broadcast(syntax, null, angles.Value, views, modifiers);
        }
    }

    /// <summary>The common size of operands: 1 where all are scalars, or null after a report.</summary>
    public int? BroadcastSize(ReadOnlySpan<QubitView> views, TextSpan span)
    {
        int size = -1;
        foreach (QubitView view in views)
        {
            if (view.IsScalar)
                continue;
            if (size >= 0 && view.Count != size)
            {
                _context.Report(QasmDiagnostics.BroadcastSize, span, size, view.Count);
                return null;
            }

            size = view.Count;
        }

        return size < 0 ? 1 : size;
    }

    private void Broadcast(
        GateCallSyntax syntax,
        Gate? gate,
        ImmutableArray<Expression> angles,
        QubitView[] views,
        ImmutableArray<GateModifier> modifiers)
    {
        if (BroadcastSize(views, syntax.Span) is not { } size)
            return;
        Origin origin = _context.OriginOf(syntax.Span);
        for (int i = 0; i < size; i++)
        {
            var operands = ImmutableArray.CreateBuilder<QubitOperand>(views.Length);
            foreach (QubitView view in views)
                operands.Add(view[view.IsScalar ? 0 : i]);
            for (int k = 1; k < operands.Count; k++)
            {
                for (int j = 0; j < k; j++)
                {
                    if (operands[k].IsStatic && operands[j].IsStatic && operands[k].Index == operands[j].Index)
                    {
                        _context.Report(QasmDiagnostics.DuplicateQubit, syntax.Operands[k].Span, syntax.Gate.Text, _context.Source.Slice(syntax.Operands[k].Span));
                        return;
                    }
                }
            }

            if (gate is not null)
            {
                _context.Statements.Add(new GateOperation(
                    gate,
                    new EquatableArray<Expression>(angles),
                    new EquatableArray<QubitOperand>(operands.MoveToImmutable()),
                    modifiers.IsEmpty ? default : new EquatableArray<GateModifier>(modifiers))
                { Origin = origin });
            }
        }
    }

    private bool Modifiers(ImmutableArray<GateModifierSyntax> syntax, out ImmutableArray<GateModifier> modifiers, out int controls)
    {
        controls = 0;
        modifiers = [];
        if (syntax.IsEmpty)
            return true;
        bool complete = true;
        var bound = ImmutableArray.CreateBuilder<GateModifier>();
        foreach (GateModifierSyntax modifier in syntax)
        {
            switch (modifier.Kind)
            {
                case GateModifierKind.Inverse:
                    bound.Add(new GateModifier(GateModifierKind.Inverse));
                    break;
                case GateModifierKind.Power:
                    _context.Operators.DividesExactly = true;
                    Bound exponent = _context.Expressions.Angle(modifier.Argument!);
                    _context.Operators.DividesExactly = false;
                    complete &= !exponent.IsFaulty;
                    bound.Add(new GateModifier(GateModifierKind.Power, exponent.Value));
                    break;
                default:
                    int count = 1;
                    if (modifier.Argument is not null)
                    {
                        if (_context.Types.ConstantInteger(modifier.Argument, "the number of controls") is not { } given)
                        {
                            complete = false;
                            break;
                        }

                        if (given < 1 || given > MaximumControls)
                        {
                            _context.Report(QasmDiagnostics.ControlCount, modifier.Argument.Span, given);
                            complete = false;
                            break;
                        }

                        count = (int)given;
                    }

                    controls += count;
                    for (int i = 0; i < count; i++)
                        bound.Add(new GateModifier(modifier.Kind));
                    break;
            }
        }

        modifiers = bound.ToImmutable();
        return complete;
    }

    private ImmutableArray<Expression>? Angles(ImmutableArray<ExpressionSyntax> syntax)
    {
        if (syntax.IsEmpty)
            return ImmutableArray<Expression>.Empty;
        bool complete = true;
        var angles = ImmutableArray.CreateBuilder<Expression>(syntax.Length);
        foreach (ExpressionSyntax argument in syntax)
        {
            Bound angle = _context.Expressions.Angle(argument);
            complete &= !angle.IsFaulty;
            angles.Add(angle.Value!);
        }

        return complete ? angles.MoveToImmutable() : null;
    }

    private Symbol? Find(Name name)
    {
        if (name.Text == "gphase" && _context.Version.Major != 2)
            return new GateSymbol(GlobalPhase);
        Symbol? symbol = _context.Scope.Find(name.Text, out _);
        switch (symbol)
        {
            case GateSymbol or OpaqueGateSymbol:
                return symbol;
            case FaultySymbol:
                return null;
            case not null:
                _context.Report(QasmDiagnostics.NotAGate, name.Span, name.Text, symbol.Kind);
                return null;
        }

        if (_context.NamesMayBeMissing)
            return null;
        if (_context.Statements.GateBeingDefined == name.Text)
            _context.Report(QasmDiagnostics.RecursiveGate, name.Span, name.Text);
        else if (GateTable.TryFind(name.Text, out StandardGate? row) && row.Library == GateLibrary.StandardGates)
            _context.Report(QasmDiagnostics.UnknownGate, name.Span, name.Text, _context.Version.Major == 2 ? "; include \"qelib1.inc\" to use it" : "; include \"stdgates.inc\" to use it");
        else
            _context.Report(QasmDiagnostics.UnknownGate, name.Span, name.Text, BindingContext.Suggestion(name.Text, _context.Scope.GateNames()));
        return null;
    }
}
