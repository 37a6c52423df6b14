using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;
using Sqs.Compiler.Qasm.Syntax.Parsing;
using Sqs.Compiler.Qasm.Syntax.Statements;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Resolves includes. The gate libraries of the language are built in, from the gate table.</summary>
internal sealed class IncludeBinder
{
    private const int MaximumDepth = 64;
    private const int MaximumIncludes = 1000;

    private readonly BindingContext _context;
    private readonly Stack<string> _open = new();
    private int _count;

    public IncludeBinder(BindingContext context) => _context = context;

    public void Include(IncludeSyntax syntax)
    {
        if (!_context.IsGlobal)
        {
            _context.Report(QasmDiagnostics.GlobalOnly, syntax.Span, "an include");
            return;
        }

        switch (syntax.Path)
        {
            case "stdgates.inc" or "stdgates.qasm":
                DeclareStandardGates(static row => row.Library == GateLibrary.StandardGates, _context.Version.Major == 2);
                return;
            case "qelib1.inc":
                DeclareStandardGates(static row => row.Library is GateLibrary.StandardGates or GateLibrary.Qelib1, isReplaceable: true);
                DeclareQelib1();
                return;
        }

        if (_open.Count >= MaximumDepth)
        {
            _context.Report(QasmDiagnostics.IncludeTooDeep, syntax.Span, MaximumDepth);
            return;
        }

        // Files that include each other twice grow without bound long before they are deep; one complaint is enough.
        if (++_count > MaximumIncludes)
        {
            if (_count == MaximumIncludes + 1)
                _context.Report(QasmDiagnostics.TooManyIncludes, syntax.Span, MaximumIncludes);
            return;
        }

        if (Resolve(syntax.Path) is not (string full, string text))
        {
            string near = NameSuggestion.Clause(syntax.Path, ["stdgates.inc", "qelib1.inc"]);
            _context.Report(QasmDiagnostics.IncludeNotFound, syntax.Span, syntax.Path, near);
            return;
        }

        if (_open.Contains(full) || full == FullPath(_context.Source.File))
        {
            _context.Report(QasmDiagnostics.IncludeCycle, syntax.Span, syntax.Path);
            return;
        }

        _open.Push(full);
        BindText(new SourceText(text, Path.Combine(Path.GetDirectoryName(_context.Source.File) ?? string.Empty, syntax.Path)));
        _open.Pop();
    }

    /// <summary>Declares rows of the gate table by name and alias.</summary>
    /// <param name="filter">Which rows.</param>
    /// <param name="isReplaceable">Whether the program may define the names anew.</param>
    public void DeclareStandardGates(Func<StandardGate, bool> filter, bool isReplaceable)
    {
        foreach (StandardGate row in GateTable.All)
        {
            if (!filter(row))
                continue;
            var symbol = new GateSymbol(row) { IsReplaceable = isReplaceable };
            Declare(row.Name, symbol);
            foreach (string alias in row.Aliases)
                Declare(alias, symbol);
        }
    }

    private void Declare(string name, GateSymbol symbol)
    {
        // A name the program has taken before the include stays its own: only the library's entry is left out.
        if (_context.Scope.Find(name, out _) is null or { IsReplaceable: true })
            _context.Scope.Replace(name, symbol);
    }

    private void DeclareQelib1()
    {
        var outer = new BindingContext(new SourceText(Qelib1Library.Text, "qelib1.inc"), [], QasmCompileOptions.Default);
        outer.Includes.DeclareStandardGates(static _ => true, isReplaceable: true);
        foreach (StatementSyntax statement in new QasmParser(outer.Source, outer.Diagnostics).Statements())
            outer.Statements.Bind(statement);
        foreach (string name in Qelib1Library.Names)
        {
            if (outer.Scope.Find(name, out _) is GateSymbol gate)
                Declare(name, gate with { IsReplaceable = true });
        }
    }

    private void BindText(SourceText source)
    {
        SourceText outer = _context.Source;
        _context.Source = source;
        var parser = new QasmParser(source, _context.Diagnostics) { IsVersion2 = _context.Version.Major == 2 };
        foreach (StatementSyntax statement in parser.Statements(_context.Cancellation))
        {
            _context.NamesMayBeMissing |= parser.HasSyntaxErrors;
            if (statement is not VersionSyntax)
                _context.Statements.Bind(statement);
        }

        _context.NamesMayBeMissing |= parser.HasSyntaxErrors;
        _context.Source = outer;
    }

    private (string Full, string Text)? Resolve(string path)
    {
        var places = new List<string> { Path.GetDirectoryName(FullPath(_context.Source.File)) ?? string.Empty };
        places.AddRange(_context.Options.IncludePaths);
        foreach (string place in places)
        {
            try
            {
                string full = FullPath(Path.Combine(place, path));
                string? text = _context.Options.ReadFile is { } read ? read(full) : File.Exists(full) ? BoundedText.Read(full) : null;
                if (text is not null)
                    return (full, text);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                // A path that cannot be read is reported as not found.
            }
        }

        return null;
    }

    private static string FullPath(string path) => path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) ? path : Path.GetFullPath(path);
}
