using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Format.Json;

namespace Sqs.Compiler.Graph.Format;

/// <summary>
/// Reads the members of one object with checks. A reading method returns a fallback when the member is missing or wrong, after reporting it,
/// so that reading goes on.
/// </summary>
internal sealed class ObjectView
{
    private readonly ReadingContext _context;
    private readonly string _what;

    /// <summary>Wraps an object; reports keys that mean nothing.</summary>
    /// <param name="context">What the reader shares.</param>
    /// <param name="node">The object.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="keys">The keys it may have.</param>
    public ObjectView(ReadingContext context, JsonObjectNode node, string what, IReadOnlyList<string> keys)
    {
        _context = context;
        _what = what;
        Node = node;
        foreach (JsonMember member in node.Members.Where(m => !keys.Contains(m.Key)))
        {
            context.ReportKey(
                GraphDiagnostics.UnknownKey, member, what, member.Key, NameSuggestion.Clause(member.Key, keys), ReadingContext.List(keys));
        }
    }

    /// <summary>The object.</summary>
    public JsonObjectNode Node { get; }

    /// <summary>Whether everything read so far was right.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>The value of a key.</summary>
    public JsonNode? Optional(string key) => Node.Find(key)?.Value;

    /// <summary>The value of a key that must be there.</summary>
    public JsonNode? Required(string key, string wanted)
    {
        JsonNode? value = Optional(key);
        if (value is null)
            Fail(GraphDiagnostics.MissingKey, Node, _what, key, wanted);
        return value;
    }

    /// <summary>A text.</summary>
    public string? Text(string key, bool required)
    {
        JsonNode? value = required ? Required(key, "a string") : Optional(key);
        if (value is null or JsonScalarNode { Value: string })
            return (value as JsonScalarNode)?.Value as string;
        FailType(value, key, "a string");
        return null;
    }

    /// <summary>A name, which must be an identifier.</summary>
    public string? Name(string key, bool required)
    {
        string? name = Text(key, required);
        if (name is null || IsIdentifier(name))
            return name;
        Fail(GraphDiagnostics.BadName, Optional(key)!, name);
        return null;
    }

    /// <summary>An integer in a range; the fallback when it is missing or wrong.</summary>
    public int Integer(string key, int minimum, int maximum, int? fallback)
    {
        JsonNode? value = fallback is null ? Required(key, $"an integer of at least {minimum}") : Optional(key);
        return value is null ? fallback ?? minimum : (int)Integer(value, key, minimum, maximum, fallback ?? minimum);
    }

    /// <summary>An unsigned integer of 64 bits; 0 when it is missing or wrong.</summary>
    public ulong Unsigned(string key) =>
        Optional(key) is { } value ? (ulong)Integer(value, key, ulong.MinValue, ulong.MaxValue, BigInteger.Zero) : 0;

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<JsonNode> Items(string key, bool required, string wanted)
    {
        JsonNode? value = required ? Required(key, wanted) : Optional(key);
        switch (value)
        {
            case null or JsonNumbersNode { Values.Length: 0, Shape.Length: 1 }:
                return [];
            case JsonListNode list:
                return list.Items;
            default:
                FailType(value, key, wanted);
                return [];
        }
    }

    /// <summary>One of a list of words; the first when it is missing or wrong.</summary>
    public string Choice(string key, string kind, IReadOnlyList<string> choices)
    {
        string? word = Text(key, required: false);
        if (word is null)
            return choices[0];
        if (choices.Contains(word))
            return word;
        Fail(GraphDiagnostics.UnknownChoice, Optional(key)!, kind, word, NameSuggestion.Clause(word, choices), ReadingContext.List(choices));
        return choices[0];
    }

    /// <summary>Reports something and remembers that the object is not sound.</summary>
    public void Fail(DiagnosticDescriptor descriptor, JsonNode node, params ReadOnlySpan<object?> arguments)
    {
        _context.Report(descriptor, node, arguments);
        IsSound = false;
    }

    /// <summary>Reports that a value has the wrong type.</summary>
    public void FailType(JsonNode node, string key, string wanted)
    {
        _context.ReportType(node, $"'{key}' of {_what}", wanted);
        IsSound = false;
    }

    private BigInteger Integer(JsonNode value, string key, BigInteger minimum, BigInteger maximum, BigInteger fallback)
    {
        if (value is not JsonScalarNode scalar || !scalar.TryGetNumber(out double number))
        {
            FailType(value, key, "an integer");
            return fallback;
        }

        if (scalar.TryGetInteger(out BigInteger integer) && integer >= minimum && integer <= maximum)
            return integer;
        Fail(GraphDiagnostics.OutOfRange, value, $"'{key}' of {_what}", scalar.Value is BigInteger big ? big : number, $"an integer from {minimum} to {maximum}");
        return fallback;
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
