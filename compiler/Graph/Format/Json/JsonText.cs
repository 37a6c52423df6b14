using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>A JSON text that finds the first character of a token from its end, which is what the tokenizer tells.</summary>
internal sealed class JsonText
{
    private readonly string _file;
    private readonly Lazy<int[]> _lineStarts;

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">Path or display name.</param>
    public JsonText(string text, string file)
    {
        Text = text;
        _file = file;
        _lineStarts = new Lazy<int[]>(() => [.. LineStarts(text)]);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The token that ends at a place.</summary>
    /// <param name="place">The place; that of a key is its colon.</param>
    /// <returns>The span from the token's first character.</returns>
    public SourceSpan SpanOf(JsonPlace place)
    {
        int[] starts = _lineStarts.Value;
        int line = Math.Clamp(place.Line, 1, starts.Length);
        int end = Math.Clamp(starts[line - 1] + place.EndColumn, 0, Text.Length);
        int start = StartOfToken(ref end);
        (int Line, int Column) from = LineAndColumn(start);
        (int Line, int Column) to = LineAndColumn(end);
        return new SourceSpan(_file, from.Line, from.Column, to.Line, to.Column);
    }

    /// <summary>A span one character wide, for errors of the tokenizer itself.</summary>
    /// <param name="line">Line, from 1.</param>
    /// <param name="position">Characters of the line before the error.</param>
    /// <returns>The span.</returns>
    public SourceSpan SpanAt(int line, int position) => SourceSpan.At(_file, Math.Max(1, line), position + 1);

    /// <summary>The characters of a span.</summary>
    /// <param name="span">A span on one line.</param>
    /// <returns>The characters.</returns>
    public string Slice(SourceSpan span) =>
        Text.Substring(_lineStarts.Value[span.Line - 1] + span.Column - 1, span.EndColumn - span.Column);

    private int StartOfToken(ref int end)
    {
        int last = end - 1;
        if (last >= 0 && Text[last] == ':')
        {
            for (last--; last >= 0 && char.IsWhiteSpace(Text[last]);)
                last--;
            end = last + 1;
        }

        if (last <= 0)
            return 0;
        if (Text[last] is '"' or '\'')
            return StartOfString(last);
        int start = last;
        while (start > 0 && IsWordCharacter(Text[start]) && IsWordCharacter(Text[start - 1]))
            start--;
        return start;
    }

    private int StartOfString(int last)
    {
        for (int start = last - 1; start >= 0; start--)
        {
            if (Text[start] != Text[last])
                continue;
            int slashes = start;
            while (slashes > 0 && Text[slashes - 1] == '\\')
                slashes--;
            if ((start - slashes) % 2 == 0)
                return start;
        }

        return last;
    }

    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || c is '+' or '-' or '.' or '_' or '$';

    private (int Line, int Column) LineAndColumn(int offset)
    {
        int[] starts = _lineStarts.Value;
        int line = Array.BinarySearch(starts, offset);
        line = line < 0 ? ~line - 1 : line;
        return (line + 1, offset - starts[line] + 1);
    }

    private static IEnumerable<int> LineStarts(string text)
    {
        yield return 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                yield return i + 1;
        }
    }
}
