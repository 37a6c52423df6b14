using System.Collections.Immutable;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>
/// Binds loops. They are kept; one whose variable must be known to choose qubits or sizes, and any loop in a gate body, is unrolled.
/// </summary>
internal sealed class LoopBinder
{
    private readonly BindingContext _context;

    public LoopBinder(BindingContext context) => _context = context;

    public void Bind(WhileSyntax syntax)
    {
        Bound condition = default;
        Block before = _context.Assembler.Nested(() => condition = _context.Expressions.Condition(syntax.Condition), keep: true);
        _context.LoopDepth++;
        Block body = _context.Statements.BindBody(syntax.Body);
        _context.LoopDepth--;
        if (condition.IsFaulty)
            return;
        Origin origin = _context.OriginOf(syntax.Span);
        if (!before.Operations.IsEmpty)
        {
            // What the condition calls runs before each test of it.
            Expression fails = _context.Operators.Unary(UnaryOperatorSyntax.Not, condition, syntax.Condition.Span).Value!;
            body = new Block([.. before.Operations, new IfOperation(fails, new Block([new BreakOperation()])), .. body.Operations]);
            condition = new Bound(new ConstantExpression(ClassicalValue.Bool(true)));
        }

        _context.Statements.Add(new WhileOperation(condition.Value!, body) { Origin = origin });
    }

    public void Bind(ForSyntax syntax)
    {
        ClassicalType? type = syntax.Type is null ? ClassicalType.Int : _context.Types.Bind(syntax.Type);
        if (syntax.Type is null)
            _context.Report(QasmDiagnostics.UntypedLoop, syntax.Variable.Span, syntax.Variable.Text);
        if (type is null || Values(syntax.Values, type) is not { } values)
            return;
        bool inGate = _context.Scope.Enclosing(ScopeKind.Gate) is not null;
        if (!inGate && Keep(syntax, type, values))
            return;
        Unroll(syntax, type, values, inGate);
    }

    /// <summary>Binds the loop as a loop; false where its variable must be known.</summary>
    private bool Keep(ForSyntax syntax, ClassicalType type, LoopValues values)
    {
        (int Bits, int Variables) mark = _context.Assembler.Mark();
        DiagnosticBag outer = _context.Diagnostics;
        var trial = new DiagnosticBag();
        // The variables of a loop come behind all others, so that a printed program reads back alike.
        int variable = _context.Assembler.DeclareVariable(syntax.Variable.Text, type, isGlobal: false, isLoop: true);
        bool opens = values.IsKnown && !StatementFacts.MayJump(syntax.Body) && _context.OpenVariables.Add(variable);
        Block body = Block.Empty;
        Scope scope = _context.Scope;
        int depth = _context.LoopDepth;
        try
        {
            _context.Diagnostics = trial;
            _context.LoopDepth++;
            _context.InScope(ScopeKind.Block, () =>
            {
                _context.Declare(syntax.Variable, new VariableSymbol(variable, type, false));
                body = _context.Statements.BindBody(syntax.Body);
            });
        }
        catch (RequiresConstantException missing) when (missing.Variable == variable)
        {
            _context.Assembler.Rewind(mark);
            return false;
        }
        finally
        {
            if (opens)
                _context.OpenVariables.Remove(variable);
            _context.Diagnostics = outer;
            _context.LoopDepth = depth;
            _context.Scope = scope;
        }

        outer.AddRange(trial);
        _context.Statements.Add(new ForOperation(variable, values.Start, values.Step, values.Stop, values.Items, body)
        {
            Origin = _context.OriginOf(syntax.Span),
        });
        return true;
    }

    private void Unroll(ForSyntax syntax, ClassicalType type, LoopValues values, bool inGate)
    {
        if (values.Known() is not { } known)
        {
            _context.Report(QasmDiagnostics.NotConstant, syntax.Values.Span, inGate ? "the range of a loop in a gate body" : "the range of this loop");
            return;
        }

        int before = _context.Diagnostics.Count;
        foreach (ClassicalValue value in known)
        {
            _context.Statements.Spend();
            _context.InScope(ScopeKind.Block, () =>
            {
                _context.Declare(syntax.Variable, new ConstantSymbol(new ConstantExpression(value)));
                _context.InScope(ScopeKind.Block, () => _context.Statements.BindAll(syntax.Body is BlockSyntax block ? block.Statements : [syntax.Body]));
            });

            // One round with errors says all there is to say.
            if (_context.Diagnostics.Count > before && _context.Diagnostics.Skip(before).Any(d => d.IsError))
                return;
        }
    }

    private LoopValues? Values(ExpressionSyntax syntax, ClassicalType type)
    {
        switch (syntax)
        {
            case RangeSyntax range:
                if (range.Start is null || range.Stop is null)
                {
                    _context.Report(QasmDiagnostics.Misplaced, syntax.Span, "a range without both ends");
                    return null;
                }

                if (type.Kind is not (ClassicalKind.Int or ClassicalKind.UInt))
                {
                    _context.Report(QasmDiagnostics.CannotConvert, syntax.Span, "a range of integers", type, string.Empty);
                    return null;
                }

                Bound start = RangePart(range.Start, type);
                Bound stop = RangePart(range.Stop, type);
                Bound? step = range.Step is null ? null : RangePart(range.Step, type.Kind == ClassicalKind.UInt ? ClassicalType.Int : type);
                if (start.IsFaulty || stop.IsFaulty || step is { IsFaulty: true })
                    return null;
                if (step is { Constant.Integer.IsZero: true })
                {
                    _context.Report(QasmDiagnostics.ZeroStep, range.Step!.Span);
                    return null;
                }

                return new LoopValues(type, start.Value, step is { Constant.Integer.IsOne: true } ? null : step?.Value, stop.Value, []);
            case IndexSetSyntax set:
                return Items([.. set.Items.Select(item => _context.Expressions.Bind(item, type))], type);
        }

        if (_context.Places.Array(syntax, out _) is { } array)
        {
            if (array.Shape.Length == 1)
                return Items([.. array.Elements().Select(e => _context.Operators.Convert(new Bound(e.Read()), type, syntax.Span))], type);
            _context.Report(QasmDiagnostics.NotAnArray, syntax.Span, " of one dimension");
            return null;
        }

        Bound value = _context.Expressions.Bind(syntax);
        if (value.IsFaulty)
            return null;
        if (value.Type is not { Kind: ClassicalKind.Bit, Width: > 0 })
        {
            _context.Report(QasmDiagnostics.NotAnArray, syntax.Span, ", a register, a range or a set of values");
            return null;
        }

        var bits = ImmutableArray.CreateBuilder<Bound>();
        for (int i = 0; i < value.Type.Width; i++)
        {
            Expression bit = value.Value switch
            {
                RegisterExpression register => new BitExpression(_context.Assembler.BitRegisters[register.Register].Offset + i),
                BitsExpression parts => parts.Bits[i],
                ConstantExpression constant => new ConstantExpression(ClassicalValue.Bit(!(constant.Value.Integer >> i).IsEven)),
                _ => new IndexExpression(value.Value!, [Expression.Int(i)], ClassicalType.Bit),
            };
            bits.Add(_context.Operators.Convert(new Bound(bit), type, syntax.Span));
        }

        return Items(bits.ToImmutable(), type);
    }

    // The ends and the step of a range are integers; a float is not rounded to one.
    private Bound RangePart(ExpressionSyntax syntax, ClassicalType type)
    {
        Bound value = _context.Expressions.Bind(syntax);
        if (value.IsFaulty || value.Type.Kind != ClassicalKind.Float)
            return _context.Operators.Convert(value, type, syntax.Span);
        _context.Report(QasmDiagnostics.CannotConvert, syntax.Span, value.Type, "an integer", "; the ends and the step of a range are integers");
        return Bound.Faulty;
    }

    private static LoopValues? Items(ImmutableArray<Bound> items, ClassicalType type) =>
        items.Any(i => i.IsFaulty) ? null : new LoopValues(type, null, null, null, [.. items.Select(i => i.Value!)]);
}
