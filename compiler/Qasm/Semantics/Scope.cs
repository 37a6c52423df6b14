using Sqs.Compiler.Qasm.Semantics.Symbols;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>The names of a lexical scope.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);

    public Scope(ScopeKind kind, Scope? parent)
    {
        Kind = kind;
        Parent = parent;
    }

    public ScopeKind Kind { get; }

    public Scope? Parent { get; }

    /// <summary>Declares a name; one that a library of OpenQASM 2 brought may be declared anew.</summary>
    /// <param name="name">The name.</param>
    /// <param name="symbol">What it stands for.</param>
    /// <returns>False when the scope has the name already.</returns>
    public bool TryDeclare(string name, Symbol symbol)
    {
        if (!IsFree(name))
            return false;
        _symbols[name] = symbol;
        return true;
    }

    /// <summary>Whether a name may be declared here.</summary>
    /// <param name="name">The name.</param>
    /// <returns>False when the scope has it already.</returns>
    public bool IsFree(string name) => !_symbols.TryGetValue(name, out Symbol? old) || old.IsReplaceable;

    /// <summary>Replaces what a name stands for.</summary>
    /// <param name="name">The name.</param>
    /// <param name="symbol">What it stands for from now on.</param>
    public void Replace(string name, Symbol symbol) => _symbols[name] = symbol;

    /// <summary>Finds a name here or further out.</summary>
    /// <param name="name">The name.</param>
    /// <param name="hiddenBy">The gate or subroutine body that hides it, or null where it may be used.</param>
    /// <returns>What it stands for, or null.</returns>
    public Symbol? Find(string name, out Scope? hiddenBy)
    {
        hiddenBy = null;
        Scope? body = null;
        for (Scope? scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._symbols.TryGetValue(name, out Symbol? symbol))
            {
                hiddenBy = body is null || symbol.IsVisibleInBodies ? null : body;
                return symbol;
            }

            if (scope.Kind is ScopeKind.Gate or ScopeKind.Subroutine)
                body ??= scope;
        }

        return null;
    }

    /// <summary>The innermost enclosing scope of a kind, this one included.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The scope, or null.</returns>
    public Scope? Enclosing(ScopeKind kind)
    {
        Scope? scope = this;
        while (scope is not null && scope.Kind != kind)
            scope = scope.Parent;
        return scope;
    }

    /// <summary>All names that are visible here.</summary>
    /// <returns>The names.</returns>
    public IEnumerable<string> VisibleNames()
    {
        for (Scope? scope = this; scope is not null; scope = scope.Parent)
        {
            foreach (string name in scope._symbols.Keys)
                yield return name;
        }
    }

    /// <summary>The visible names of gates.</summary>
    /// <returns>The names.</returns>
    public IEnumerable<string> GateNames()
    {
        for (Scope? scope = this; scope is not null; scope = scope.Parent)
        {
            foreach ((string name, Symbol symbol) in scope._symbols)
            {
                if (symbol is GateSymbol or OpaqueGateSymbol)
                    yield return name;
            }
        }
    }
}
