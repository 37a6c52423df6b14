using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Declarations;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Binds gate definitions, and recognises those that write out a row of the gate table.</summary>
internal sealed class GateDefinitionBinder
{
    private readonly BindingContext _context;
    private readonly Dictionary<string, CompositeGate?> _rows = new(StringComparer.Ordinal);

    public GateDefinitionBinder(BindingContext context) => _context = context;

    public void Define(GateDefinitionSyntax syntax)
    {
        if (!_context.IsGlobal)
        {
            _context.Report(QasmDiagnostics.GlobalOnly, syntax.Name.Span, "a gate definition");
            return;
        }

        if (syntax.Body is null)
        {
            _context.Declare(syntax.Name, new OpaqueGateSymbol(syntax.Parameters.Length, syntax.Operands.Length));
            return;
        }

        int before = _context.Diagnostics.Count;
        Block body = Bind(syntax);
        if (_context.Diagnostics.Count > before && _context.Diagnostics.Skip(before).Any(d => d.IsError))
        {
            Declare(syntax.Name, new FaultySymbol());
            return;
        }

        var gate = new CompositeGate(
            syntax.Name.Text,
            [.. syntax.Parameters.Select(p => p.Text)],
            [.. syntax.Operands.Select(o => o.Text)],
            body);
        Declare(syntax.Name, new GateSymbol(Row(gate) is { } row ? row : gate));
    }

    /// <summary>Declares a gate. Programs write out library gates as well as including them; their own definition counts.</summary>
    private void Declare(Name name, Symbol symbol)
    {
        if (!_context.Scope.IsFree(name.Text) && _context.Scope.Find(name.Text, out _) is GateSymbol { Gate: StandardGate { Library: GateLibrary.StandardGates } })
        {
            _context.Report(QasmDiagnostics.ReplacesLibraryGate, name.Span, name.Text);
            _context.Scope.Replace(name.Text, symbol);
            return;
        }

        _context.Declare(name, symbol);
    }

    private Block Bind(GateDefinitionSyntax syntax)
    {
        Block body = Block.Empty;
        string? outer = _context.Statements.GateBeingDefined;
        _context.Statements.GateBeingDefined = syntax.Name.Text;
        _context.InScope(ScopeKind.Gate, () =>
        {
            for (int i = 0; i < syntax.Parameters.Length; i++)
                _context.Declare(syntax.Parameters[i], new GateParameterSymbol(new GateParameterExpression(i)));
            for (int i = 0; i < syntax.Operands.Length; i++)
                _context.Declare(syntax.Operands[i], new QubitSymbol(new QubitView(-1, i, 1, 1, true)));
            body = _context.Assembler.Nested(() => _context.Statements.BindAll(syntax.Body!.Statements), keep: true);
        });
        _context.Statements.GateBeingDefined = outer;
        return body;
    }

    /// <summary>The row of the gate table that a definition writes out, as the emitter does for gates outside stdgates.inc.</summary>
    private StandardGate? Row(CompositeGate gate)
    {
        if (!GateTable.TryFind(gate.Name, out StandardGate? row) || row.Library is not (GateLibrary.Qelib1 or GateLibrary.Native) || row.Definition is null)
            return null;
        if (!_rows.TryGetValue(row.Name, out CompositeGate? definition))
        {
            definition = StandardDefinitions.Bind(row);
            _rows.Add(row.Name, definition);
        }

        return definition is not null && definition.Body == gate.Body && definition.ParameterCount == gate.ParameterCount
            && definition.QubitCount == gate.QubitCount ? row : null;
    }
}
