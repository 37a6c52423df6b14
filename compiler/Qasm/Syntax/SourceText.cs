using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Qasm.Syntax;

/// <summary>A source text with its name; turns offsets into lines and columns.</summary>
public sealed class SourceText
{
    private int[]? _lineStarts;

    /// <summary>Creates a source text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="file">Path or display name, as the user gave it.</param>
    public SourceText(string text, string file)
    {
        Text = WellFormed(text);
        File = file;
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Path or display name, as the user gave it.</summary>
    public string File { get; }

    /// <summary>Number of lines, at least 1.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>The text of a span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>Its characters.</returns>
    public string Slice(TextSpan span) => Text.Substring(span.Start, span.Length);

    /// <summary>A line without its line break.</summary>
    /// <param name="line">Line number, from 1.</param>
    /// <returns>The characters of the line.</returns>
    public ReadOnlySpan<char> Line(int line)
    {
        int start = LineStarts[line - 1];
        int end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    /// <summary>The line an offset is on.</summary>
    /// <param name="offset">Offset in UTF-16 units.</param>
    /// <returns>Line number, from 1.</returns>
    public int LineOf(int offset)
    {
        int found = Array.BinarySearch(LineStarts, offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The place of a span for diagnostics.</summary>
    /// <param name="span">The span.</param>
    /// <returns>File, lines and columns.</returns>
    public SourceSpan Locate(TextSpan span)
    {
        int line = LineOf(span.Start);
        int endLine = span.Length == 0 ? line : LineOf(span.End);
        return new SourceSpan(File, line, span.Start - LineStarts[line - 1] + 1, endLine, span.End - LineStarts[endLine - 1] + 1);
    }

    /// <summary>Halves of surrogate pairs that stand alone become the replacement character, so that offsets stay as they are.</summary>
    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return text;
        char[] characters = text.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            if (i + 1 < characters.Length && char.IsSurrogatePair(characters[i], characters[i + 1]))
                i++;
            else if (char.IsSurrogate(characters[i]))
                characters[i] = '\ufffd';
        }

        return new string(characters);
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return [.. starts];
    }
}
