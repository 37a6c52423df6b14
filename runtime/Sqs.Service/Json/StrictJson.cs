using System.Buffers;
using Newtonsoft.Json;

namespace Sqs.Service.Json;

/// <summary>Checks a text against the grammar of RFC 8259: the reader also takes comments, single quotes, bare names and trailing commas.</summary>
internal static class StrictJson
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Checks a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="depth">The most levels of nesting.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static void Check(string text, int depth)
    {
        int at = Value(text, Blank(text, 0), depth);
        at = Blank(text, at);
        if (at != text.Length)
            throw Wrong(text, at);
    }

    private static int Value(string text, int at, int depth)
    {
        if (depth == 0)
            throw new JsonReaderException("it is nested too deeply");
        return Peek(text, at) switch
        {
            '{' => Members(text, at + 1, '}', depth, isObject: true),
            '[' => Members(text, at + 1, ']', depth, isObject: false),
            '"' => String(text, at + 1),
            't' => Word(text, at, "true"),
            'f' => Word(text, at, "false"),
            'n' => Word(text, at, "null"),
            _ => Number(text, at),
        };
    }

    private static int Members(string text, int at, char end, int depth, bool isObject)
    {
        at = Blank(text, at);
        if (Peek(text, at) == end)
            return at + 1;
        while (true)
        {
            at = Blank(text, at);
            if (isObject)
            {
                at = Blank(text, String(text, Expect(text, at, '"')));
                at = Blank(text, Expect(text, at, ':'));
            }

            at = Blank(text, Value(text, at, depth - 1));
            if (Peek(text, at) == end)
                return at + 1;
            at = Expect(text, at, ',');
        }
    }

    private static int String(string text, int at)
    {
        while (Peek(text, at) != '"')
        {
            if (text[at] < ' ')
                throw Wrong(text, at);
            if (text[at] != '\\')
            {
                at++;
                continue;
            }

            char escape = Peek(text, at + 1);
            if (escape == 'u' && at + 6 <= text.Length && !text.AsSpan(at + 2, 4).ContainsAnyExcept(HexDigits))
                at += 6;
            else if ("\"\\/bfnrt".Contains(escape, StringComparison.Ordinal))
                at += 2;
            else
                throw Wrong(text, at);
        }

        return at + 1;
    }

    private static int Number(string text, int at)
    {
        if (Peek(text, at) == '-')
            at++;
        at = Peek(text, at) == '0' ? at + 1 : Digits(text, at);
        if (at < text.Length && text[at] == '.')
            at = Digits(text, at + 1);
        if (at >= text.Length || text[at] is not ('e' or 'E'))
            return at;
        at++;
        return Digits(text, Peek(text, at) is '+' or '-' ? at + 1 : at);
    }

    private static int Digits(string text, int at)
    {
        int first = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at > first ? at : throw Wrong(text, at);
    }

    private static int Word(string text, int at, string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0 ? at + word.Length : throw Wrong(text, at);

    private static int Blank(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r')
            at++;
        return at;
    }

    private static int Expect(string text, int at, char wanted) => Peek(text, at) == wanted ? at + 1 : throw Wrong(text, at);

    private static char Peek(string text, int at) => at < text.Length ? text[at] : throw new JsonReaderException("it ends too early");

    private static JsonReaderException Wrong(string text, int at) =>
        new(at < text.Length ? $"it is wrong at character {at}" : "it ends too early");
}
