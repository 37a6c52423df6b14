using System.Collections;

namespace Sqs.Compiler.Diagnostics;

/// <summary>Collects diagnostics of one piece of work, so that a user sees all of them in one run. Not thread safe.</summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private readonly List<Diagnostic> _items = [];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>Whether at least one diagnostic is an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds a diagnostic.</summary>
    /// <param name="diagnostic">What to add.</param>
    public void Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        _items.Add(diagnostic);
        HasErrors |= diagnostic.IsError;
    }

    /// <summary>Adds a diagnostic of a kind.</summary>
    /// <param name="descriptor">The kind.</param>
    /// <param name="span">Where it is.</param>
    /// <param name="arguments">What fills the message.</param>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params ReadOnlySpan<object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Add(descriptor.At(span, arguments));
    }

    /// <summary>Adds diagnostics.</summary>
    /// <param name="diagnostics">What to add, in order.</param>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (Diagnostic diagnostic in diagnostics)
            Add(diagnostic);
    }

    /// <summary>The diagnostics ordered by file, line and column; those of one place stay in the order they were found.</summary>
    /// <returns>A new list.</returns>
    public IReadOnlyList<Diagnostic> InSourceOrder() =>
        [.. _items.OrderBy(d => d.Span.File, StringComparer.Ordinal).ThenBy(d => d.Span.Line).ThenBy(d => d.Span.Column)];

    /// <inheritdoc/>
    public IEnumerator<Diagnostic> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
