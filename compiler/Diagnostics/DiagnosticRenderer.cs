using System.Text;

namespace Sqs.Compiler.Diagnostics;

/// <summary>
/// Prints diagnostics for people: the line <c>file:line:column: error CODE: message</c>, the source line, and a line of carets
/// under what is meant. Not thread safe.
/// </summary>
public sealed class DiagnosticRenderer
{
    private const int MaximumWidth = 120;

    private readonly Func<string, string?> _readSource;
    private readonly Dictionary<string, string[]?> _lines = new(StringComparer.Ordinal);

    /// <summary>Creates a renderer that reads sources where they are needed.</summary>
    /// <param name="readSource">Takes the file a diagnostic names, returns its text, or null where there is none to show.</param>
    public DiagnosticRenderer(Func<string, string?> readSource)
    {
        ArgumentNullException.ThrowIfNull(readSource);
        _readSource = readSource;
    }

    /// <summary>Creates a renderer that knows one source and reads others, included ones for instance, from the file system.</summary>
    /// <param name="file">The file as diagnostics name it.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The renderer.</returns>
    public static DiagnosticRenderer For(string file, string text) =>
        new(name => name == file ? text : File.Exists(name) ? File.ReadAllText(name) : null);

    /// <summary>Prints one diagnostic.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <returns>One line, or three where the source line can be shown; no line break at the end.</returns>
    public string Render(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        SourceSpan span = diagnostic.Span;
        string first = diagnostic.ToString();
        if (!span.IsKnown || Lines(span.File) is not { } lines || span.Line > lines.Length)
            return first;
        string line = lines[span.Line - 1];
        int start = Math.Clamp(span.Column - 1, 0, line.Length);
        int end = span.EndLine > span.Line ? line.Length : Math.Clamp(span.EndColumn - 1, start, line.Length);

        // A line longer than a screen is shown around the place.
        int from = start > MaximumWidth - 40 ? start - 40 : 0;
        int to = Math.Min(line.Length, from + MaximumWidth);
        string prefix = from > 0 ? "..." : string.Empty;
        var text = new StringBuilder(first).Append('\n').Append("  ").Append(prefix).Append(line, from, to - from);
        if (to < line.Length)
            text.Append("...");
        text.Append('\n').Append("  ").Append(' ', prefix.Length);
        for (int i = from; i < start; i++)
            text.Append(line[i] == '\t' ? '\t' : ' ');
        return text.Append('^', Math.Max(1, Math.Min(end, to) - start)).ToString();
    }

    /// <summary>Prints diagnostics in the order of the text, a line break after each.</summary>
    /// <param name="diagnostics">The diagnostics.</param>
    /// <returns>The text; empty where there is none.</returns>
    public string Render(DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var text = new StringBuilder();
        foreach (Diagnostic diagnostic in diagnostics.InSourceOrder())
            text.Append(Render(diagnostic)).Append('\n');
        return text.ToString();
    }

    private string[]? Lines(string file)
    {
        if (!_lines.TryGetValue(file, out string[]? lines))
        {
            lines = _readSource(file)?.ReplaceLineEndings("\n").Split('\n');
            _lines.Add(file, lines);
        }

        return lines;
    }
}
