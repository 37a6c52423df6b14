using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm.Lowering;
using Sqs.Compiler.Qasm.Semantics.Symbols;
using Sqs.Compiler.Qasm.Syntax;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>What the binders of one program share: the text, the scope, the diagnostics and the program being put together.</summary>
internal sealed class BindingContext
{
    public BindingContext(SourceText source, DiagnosticBag diagnostics, QasmCompileOptions options, CancellationToken cancellation = default)
    {
        Cancellation = cancellation;
        Source = source;
        Diagnostics = diagnostics;
        Options = options;
        Assembler = new ProgramAssembler { DropsOperations = options.CheckOnly };
        Scope = new Scope(ScopeKind.Global, null);
        Types = new TypeBinder(this);
        Expressions = new ExpressionBinder(this);
        Operators = new OperatorBinder(this);
        Places = new PlaceBinder(this);
        Gates = new GateBinder(this);
        Statements = new StatementBinder(this);
        Subroutines = new SubroutineBinder(this);
        Includes = new IncludeBinder(this);
        Scope.TryDeclare("U", new GateSymbol(GateTable.Find("U")));
    }

    public SourceText Source { get; set; }

    public Scope Scope { get; set; }

    public DiagnosticBag Diagnostics { get; set; }

    public QasmCompileOptions Options { get; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; }

    public ProgramAssembler Assembler { get; }

    public TypeBinder Types { get; }

    public ExpressionBinder Expressions { get; }

    public OperatorBinder Operators { get; }

    public PlaceBinder Places { get; }

    public GateBinder Gates { get; }

    public StatementBinder Statements { get; }

    public SubroutineBinder Subroutines { get; }

    public IncludeBinder Includes { get; }

    /// <summary>Version of the language the program states; 3.1 when it states none.</summary>
    public (int Major, int Minor) Version { get; set; } = (3, 1);

    /// <summary>Whether an undefined name may be one whose declaration had a syntax error.</summary>
    public bool NamesMayBeMissing { get; set; }

    /// <summary>Loop variables and parameters whose value would be known if the loop were unrolled or the subroutine called.</summary>
    public HashSet<int> OpenVariables { get; } = [];

    /// <summary>Loops around the statement being bound, inside the current subroutine.</summary>
    public int LoopDepth { get; set; }

    public bool IsGlobal => Scope.Kind == ScopeKind.Global;

    public SourceSpan Locate(TextSpan span) => Source.Locate(span);

    public Origin OriginOf(TextSpan span) => Origin.Source(Source.Locate(span));

    public void Report(DiagnosticDescriptor descriptor, TextSpan span, params ReadOnlySpan<object?> arguments) =>
        Diagnostics.Report(descriptor, Source.Locate(span), arguments);

    /// <summary>Declares a name in the current scope.</summary>
    public void Declare(Name name, Symbol symbol)
    {
        if (IsFree(name, symbol))
            Scope.TryDeclare(name.Text, symbol);
    }

    /// <summary>Whether a name may be declared in the current scope; reports where not.</summary>
    /// <param name="name">The name.</param>
    /// <param name="symbol">What it would stand for, or null for something with a value.</param>
    public bool IsFree(Name name, Symbol? symbol = null)
    {
        bool isBuiltIn = IsGlobal && BuiltInNames.IsReserved(name.Text, Version.Major);
        if (!isBuiltIn && Scope.IsFree(name.Text))
            return true;
        Report(isBuiltIn ? QasmDiagnostics.RedefinesConstant : QasmDiagnostics.Redefinition, name.Span, name.Text);

        // Which of two different things later uses mean is anyone's guess; the one report says all.
        if (Scope.Find(name.Text, out _) is { } old && old.Kind != symbol?.Kind)
            Scope.Replace(name.Text, new FaultySymbol());
        return false;
    }

    /// <summary>What a name stands for, or null after reporting that it stands for nothing or cannot be used here.</summary>
    public Symbol? Find(string name, TextSpan span)
    {
        Symbol? symbol = Scope.Find(name, out Scope? hiddenBy);
        if (symbol is null)
        {
            if (!NamesMayBeMissing)
                Report(QasmDiagnostics.UndefinedName, span, name, Suggestion(name, Scope.VisibleNames()));
            return null;
        }

        if (hiddenBy is not null)
        {
            Report(QasmDiagnostics.NotVisible, span, name, hiddenBy.Kind == ScopeKind.Gate ? "gate" : "subroutine");
            return null;
        }

        return symbol is FaultySymbol ? null : symbol;
    }

    /// <summary>The clause that names what was probably meant; names of one or two letters are like too many others.</summary>
    public static string Suggestion(string name, IEnumerable<string> candidates) =>
        name.Length > 2 ? NameSuggestion.Clause(name, candidates) : string.Empty;

    /// <summary>Runs a callback in a scope of its own.</summary>
    public void InScope(ScopeKind kind, Action action)
    {
        Scope outer = Scope;
        Scope = new Scope(kind, outer);
        try
        {
            action();
        }
        finally
        {
            Scope = outer;
        }
    }
}
