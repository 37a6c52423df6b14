using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>
/// Reads a JSON text into nodes that know their places. Comments are skipped. Numbers that are not finite, rows of different lengths and keys given
/// twice are reported here; reading goes on behind them.
/// </summary>
internal sealed class JsonTreeReader
{
    private readonly JsonText _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly JsonTextReader _reader;

    private JsonTreeReader(JsonText text, DiagnosticBag diagnostics, JsonTextReader reader)
    {
        _text = text;
        _diagnostics = diagnostics;
        _reader = reader;
    }

    private JsonPlace Place => new(_reader.LineNumber, _reader.LinePosition);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The root, or null when the text is no JSON.</returns>
    public static JsonNode? Read(JsonText text, DiagnosticBag diagnostics)
    {
        using var reader = new JsonTextReader(new StringReader(text.Text))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Double,
        };
        try
        {
            var tree = new JsonTreeReader(text, diagnostics, reader);
            if (!tree.Next())
            {
                diagnostics.Report(GraphDiagnostics.MalformedJson, text.SpanAt(1, 0), "it is empty; a graph document is an object");
                return null;
            }

            JsonNode root = tree.ReadValue();
            tree.Next();
            return root;
        }
        catch (JsonReaderException exception)
        {
            diagnostics.Report(GraphDiagnostics.MalformedJson, text.SpanAt(exception.LineNumber, exception.LinePosition), Reason(exception.Message));
            return null;
        }
    }

    // The library appends path, line and position, which the span says already.
    private static string Reason(string message)
    {
        int path = message.IndexOf(" Path '", StringComparison.Ordinal);
        return (path < 0 ? message : message[..path]).TrimEnd('.');
    }

    private bool Next()
    {
        while (_reader.Read())
        {
            if (_reader.TokenType != JsonToken.Comment)
                return true;
        }

        return false;
    }

    private void Require()
    {
        if (!Next())
            throw new JsonReaderException("The text ends too early.", string.Empty, _reader.LineNumber, _reader.LinePosition, null);
    }

    private JsonNode ReadValue() => _reader.TokenType switch
    {
        JsonToken.StartObject => ReadObject(),
        JsonToken.StartArray => ReadArray(),
        JsonToken.Undefined or JsonToken.StartConstructor or JsonToken.EndArray or JsonToken.EndObject =>
            throw new JsonReaderException("A value is missing.", string.Empty, _reader.LineNumber, _reader.LinePosition, null),
        _ => ReadScalar(),
    };

    private JsonScalarNode ReadScalar()
    {
        JsonPlace place = Place;
        object? value = _reader.Value;
        if (value is double number && !double.IsFinite(number))
            ReportNotFinite(place);
        return new JsonScalarNode(place, value);
    }

    private JsonObjectNode ReadObject()
    {
        JsonPlace place = Place;
        var members = new List<JsonMember>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (Require(); _reader.TokenType != JsonToken.EndObject; Require())
        {
            string key = (string)_reader.Value!;
            JsonPlace keyPlace = Place;
            Require();
            JsonNode value = ReadValue();
            if (keys.Add(key))
                members.Add(new JsonMember(key, keyPlace, value));
            else
                _diagnostics.Report(GraphDiagnostics.DuplicateKey, _text.SpanOf(keyPlace), key);
        }

        return new JsonObjectNode(place, members);
    }

    private JsonNode ReadArray()
    {
        JsonPlace place = Place;
        Require();
        if (_reader.TokenType is JsonToken.Integer or JsonToken.Float or JsonToken.StartArray or JsonToken.EndArray)
            return new NumbersReading(this, place).Read();
        var items = new List<JsonNode>();
        for (; _reader.TokenType != JsonToken.EndArray; Require())
            items.Add(ReadValue());
        return new JsonListNode(place, items);
    }

    private void ReportNotFinite(JsonPlace place)
    {
        SourceSpan span = _text.SpanOf(place);
        _diagnostics.Report(GraphDiagnostics.NotFinite, span, Excerpt(span));
    }

    private string Excerpt(SourceSpan span) => span.EndColumn > span.Column ? $"'{_text.Slice(span)}'" : "this";

    /// <summary>Reads a nested array of numbers; the reader stands on its first item.</summary>
    private sealed class NumbersReading(JsonTreeReader owner, JsonPlace place)
    {
        private readonly List<double> _values = [];
        private readonly List<JsonPlace> _places = [];
        private readonly List<int> _shape = [];
        private int _leafDepth = -1;
        private bool _isSound = true;

        public JsonNumbersNode Read()
        {
            ReadRow(depth: 0, place);
            return new JsonNumbersNode(place, [.. _shape], [.. _values], [.. _places], _isSound);
        }

        private void ReadRow(int depth, JsonPlace start)
        {
            JsonTextReader reader = owner._reader;
            if (_shape.Count == depth)
                _shape.Add(-1);
            int count = 0;
            for (; reader.TokenType != JsonToken.EndArray; owner.Require(), count++)
            {
                if (reader.TokenType is JsonToken.Integer or JsonToken.Float)
                    Add(depth);
                else if (reader.TokenType == JsonToken.StartArray && (_leafDepth < 0 || depth < _leafDepth))
                    ReadInner(depth);
                else
                    Complain(depth);
            }

            if (_shape[depth] < 0)
                _shape[depth] = count;
            else if (_shape[depth] != count)
                Report(GraphDiagnostics.Ragged, start, count, _shape[depth]);
        }

        private void ReadInner(int depth)
        {
            JsonPlace start = owner.Place;
            owner.Require();
            ReadRow(depth + 1, start);
        }

        private void Add(int depth)
        {
            if (_leafDepth < 0 && _shape.Count == depth + 1)
                _leafDepth = depth;
            double value = owner._reader.Value switch
            {
                double number => number,
                long integer => integer,
                { } other => (double)(System.Numerics.BigInteger)other,
                null => double.NaN,
            };
            if (depth != _leafDepth)
            {
                Report(GraphDiagnostics.WrongType, owner.Place, "this item", "a number", "an array, like the items before it");
                return;
            }

            if (!double.IsFinite(value))
            {
                owner.ReportNotFinite(owner.Place);
                _isSound = false;
            }

            _values.Add(value);
            _places.Add(owner.Place);
        }

        private void Complain(int depth)
        {
            JsonNode wrong = owner._reader.TokenType == JsonToken.StartArray ? SkipArray() : owner.ReadValue();
            Report(GraphDiagnostics.WrongType, wrong.Place, "this item", wrong.Description, depth == _leafDepth ? "a number" : "an array of numbers");
        }

        private JsonListNode SkipArray()
        {
            JsonPlace start = owner.Place;
            owner._reader.Skip();
            return new JsonListNode(start, []);
        }

        private void Report(DiagnosticDescriptor descriptor, JsonPlace where, params ReadOnlySpan<object?> arguments)
        {
            owner._diagnostics.Report(descriptor, owner._text.SpanOf(where), arguments);
            _isSound = false;
        }
    }
}
