using Antlr4.Runtime;

namespace Sqs.Compiler.Qasm.Syntax.Parsing;

/// <summary>
/// Places of tokens in UTF-16 units. The lexer counts code points; the two differ behind characters outside the basic plane.
/// </summary>
internal sealed class TokenSpans
{
    private readonly int[]? _offsets;
    private readonly int _length;

    public TokenSpans(string text)
    {
        _length = text.Length;
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return;
        var offsets = new List<int>(text.Length + 1);
        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
            offsets.Add(i);
        offsets.Add(text.Length);
        _offsets = [.. offsets];
    }

    /// <summary>The place of a token; empty, at the end of the text, for the end.</summary>
    /// <param name="token">The token.</param>
    /// <returns>Its span.</returns>
    public TextSpan Of(IToken token) => Between(token.StartIndex, token.StopIndex);

    /// <summary>The place from the start of one token to the end of another.</summary>
    /// <param name="first">The first token.</param>
    /// <param name="last">The last token.</param>
    /// <returns>The span.</returns>
    public TextSpan Of(IToken first, IToken? last) => Between(first.StartIndex, Math.Max(first.StopIndex, last?.StopIndex ?? -1));

    private TextSpan Between(int start, int stop)
    {
        int from = At(start);
        return new TextSpan(from, Math.Max(0, At(stop + 1) - from));
    }

    private int At(int codePoint)
    {
        if (_offsets is null)
            return Math.Clamp(codePoint, 0, _length);
        return _offsets[Math.Clamp(codePoint, 0, _offsets.Length - 1)];
    }
}
