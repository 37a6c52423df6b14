using System.Collections.Immutable;
using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Qasm.Syntax.Expressions;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds branches, and the jumps out of loops.</summary>
internal sealed class ControlFlowBinder
{
    private readonly BindingContext _context;
    private readonly LoopBinder _loops;

    public ControlFlowBinder(BindingContext context)
    {
        _context = context;
        _loops = new LoopBinder(context);
    }

    public void Bind(StatementSyntax statement)
    {
        switch (statement)
        {
            case IfSyntax branch:
                If(branch);
                break;
            case ForSyntax loop:
                _loops.Bind(loop);
                break;
            case WhileSyntax loop:
                _loops.Bind(loop);
                break;
            case SwitchSyntax choice:
                Switch(choice);
                break;
            case BreakSyntax or ContinueSyntax:
                string word = statement is BreakSyntax ? "break" : "continue";
                if (_context.LoopDepth == 0)
                    _context.Report(QasmDiagnostics.OutsideLoop, statement.Span, word);
                else
                    _context.Statements.Add((statement is BreakSyntax ? (Operation)new BreakOperation() : new ContinueOperation()) with { Origin = _context.OriginOf(statement.Span) });
                break;
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} has no binder.");
        }
    }

    private void If(IfSyntax syntax)
    {
        // A chain of else-ifs is bound in a loop, for it may be as long as a table.
        var chain = new List<(IfSyntax Syntax, Bound Condition, Block Then, Block Before)>();
        StatementSyntax? current = syntax;
        while (current is IfSyntax branch)
        {
            Bound condition = default;
            Block before = _context.Assembler.Nested(() => condition = _context.Expressions.Condition(branch.Condition), keep: true);
            if (_context.Scope.Enclosing(ScopeKind.Gate) is not null)
            {
                IfInGate(branch, condition);
                return;
            }

            chain.Add((branch, condition, _context.Statements.BindBody(branch.Then), before));
            current = branch.Else;
        }

        Block? otherwise = current is null ? null : _context.Statements.BindBody(current);
        for (int i = chain.Count - 1; i >= 0; i--)
        {
            (IfSyntax branch, Bound condition, Block then, Block before) = chain[i];
            if (condition.IsFaulty)
                return;
            otherwise = condition.Constant is { } known
                ? (Ir.Evaluation.ClassicalConversion.IsTrue(known) ? then : otherwise ?? Block.Empty)
                : new Block([.. before.Operations, new IfOperation(condition.Value!, then, otherwise) { Origin = _context.OriginOf(branch.Span) }]);
        }

        foreach (Operation operation in otherwise!.Operations)
            _context.Statements.Add(operation);
    }

    private void IfInGate(IfSyntax syntax, Bound condition)
    {
        if (condition.IsFaulty || _context.Expressions.RequireConstant(condition, syntax.Condition.Span, "a condition in a gate body") is not { } value)
            return;
        StatementSyntax? taken = Ir.Evaluation.ClassicalConversion.IsTrue(value) ? syntax.Then : syntax.Else;
        if (taken is not null)
            _context.InScope(ScopeKind.Block, () => _context.Statements.BindAll(taken is BlockSyntax block ? block.Statements : [taken]));
    }

    private void Switch(SwitchSyntax syntax)
    {
        if (_context.Version == (3, 0))
            _context.Report(QasmDiagnostics.SwitchVersion, syntax.Span, "3.0");
        Bound target = _context.Expressions.Bind(syntax.Target);
        if (!target.IsFaulty && target.Type.Kind is not (ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Bit or ClassicalKind.Bool))
        {
            _context.Report(QasmDiagnostics.DynamicSwitchTarget, syntax.Target.Span, target.Type);
            target = Bound.Faulty;
        }

        if (syntax.Cases.All(static c => c.Labels.IsEmpty))
            _context.Report(QasmDiagnostics.EmptySwitch, syntax.Span);
        var seen = new HashSet<BigInteger>();
        var cases = ImmutableArray.CreateBuilder<SwitchCase>();
        Block? otherwise = null;
        for (int i = 0; i < syntax.Cases.Length; i++)
        {
            SwitchCaseSyntax part = syntax.Cases[i];
            Block body = _context.Statements.BindBody(part.Body);
            if (part.Labels.IsEmpty)
            {
                if (i + 1 < syntax.Cases.Length || otherwise is not null)
                    _context.Report(QasmDiagnostics.SwitchDefault, part.Span);
                otherwise = body;
                continue;
            }

            var labels = ImmutableArray.CreateBuilder<long>();
            foreach (ExpressionSyntax label in part.Labels)
            {
                Bound bound = _context.Expressions.Bind(label);
                if (bound.IsFaulty)
                    continue;
                if (bound.Constant is not { Type.Kind: ClassicalKind.Int or ClassicalKind.UInt or ClassicalKind.Bit or ClassicalKind.Bool } value
                    || value.Integer.GetBitLength() > 63)
                    _context.Report(QasmDiagnostics.BadLabel, label.Span);
                else if (!seen.Add(value.Integer))
                    _context.Report(QasmDiagnostics.DuplicateLabel, label.Span, value.Integer);
                else
                    labels.Add((long)value.Integer);
            }

            cases.Add(new SwitchCase(new EquatableArray<long>(labels.ToImmutable()), body));
        }

        if (!target.IsFaulty)
        {
            _context.Statements.Add(new SwitchOperation(target.Value!, new EquatableArray<SwitchCase>(cases.ToImmutable()), otherwise)
            {
                Origin = _context.OriginOf(syntax.Span),
            });
        }
    }
}
