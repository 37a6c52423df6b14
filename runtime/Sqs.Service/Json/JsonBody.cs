using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Sqs.Service.Json;

/// <summary>
/// The body of a request, read strictly: UTF-8 without a damaged byte, JSON without the liberties the reader would allow, no name twice, no
/// name that is unknown, no value of another type than asked for.
/// </summary>
public sealed class JsonBody
{
    private const int Depth = 32;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JObject _content;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private JsonBody(JObject content, byte[] bytes)
    {
        _content = content;
        Bytes = bytes;
    }

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The body.</returns>
    /// <exception cref="RequestRefusedException">It is no JSON object.</exception>
    public static async Task<JsonBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.HasJsonContentType())
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "the body must be application/json");
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        byte[] bytes = buffer.ToArray();
        string text;
        try
        {
            text = StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw RequestRefusedException.Invalid($"the body is not UTF-8 at byte {exception.Index}");
        }

        return new JsonBody(Parse(text), bytes);
    }

    /// <summary>A text that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="longest">The most characters it may have.</param>
    /// <returns>The text.</returns>
    public string Text(string name, int longest) => OptionalText(name, longest) ?? throw Missing(name, "a text");

    /// <summary>A text that may be left out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="longest">The most characters it may have.</param>
    /// <returns>The text, or null.</returns>
    public string? OptionalText(string name, int longest)
    {
        if (Find(name) is not { } token)
            return null;
        if (token.Type != JTokenType.String)
            throw Wrong(name, "a text");
        string text = (string)token!;

        // The reader puts U+FFFD where half a surrogate pair was written, which no database holds.
        if (text.Any(static c => c is '\uFFFD' or (< ' ' and not ('\t' or '\n' or '\r'))))
            throw RequestRefusedException.Invalid($"'{name}' holds a control character, or one that is none");
        return text.Length <= longest ? text : throw RequestRefusedException.Invalid($"'{name}' has {text.Length} characters; it may have {longest}");
    }

    /// <summary>A whole number that may be left out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="least">The least it may be.</param>
    /// <param name="most">The most it may be.</param>
    /// <returns>The number, or null.</returns>
    public long? OptionalInteger(string name, long least, long most)
    {
        if (Find(name) is not { } token)
            return null;
        if (token.Type != JTokenType.Integer || token is JValue { Value: not long })
            throw Wrong(name, $"a whole number from {least} to {most}");
        long value = (long)token;
        return value >= least && value <= most ? value : throw Wrong(name, $"a whole number from {least} to {most}");
    }

    /// <summary>An amount that may be left out.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The amount, or null.</returns>
    public decimal? OptionalAmount(string name)
    {
        if (Find(name) is not { } token)
            return null;
        if (token.Type is not (JTokenType.Integer or JTokenType.Float))
            throw Wrong(name, "a number");
        try
        {
            decimal amount = (decimal)token;
            return amount is >= 0 and <= 1e12m ? amount : throw Wrong(name, "a number from 0 to 1e12");
        }
        catch (OverflowException)
        {
            throw Wrong(name, "a number from 0 to 1e12");
        }
    }

    /// <summary>A yes or no that may be left out.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value; false where it is left out.</returns>
    public bool Flag(string name) => Find(name) is not { } token ? false : token.Type == JTokenType.Boolean ? (bool)token : throw Wrong(name, "true or false");

    /// <summary>An object that may be left out.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The object, or null.</returns>
    public JObject? OptionalObject(string name) => Find(name) is not { } token ? null : token as JObject ?? throw Wrong(name, "an object");

    /// <summary>A list that may be left out.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The list, or null.</returns>
    public JArray? OptionalList(string name) => Find(name) is not { } token ? null : token as JArray ?? throw Wrong(name, "a list");

    /// <summary>Refuses names nobody asked for.</summary>
    public void RefuseOthers()
    {
        foreach (JProperty property in _content.Properties())
        {
            if (!_asked.Contains(property.Name))
                throw RequestRefusedException.Invalid($"there is no '{property.Name}' here; there are {string.Join(", ", _asked)}");
        }
    }

    private static JObject Parse(string text)
    {
        try
        {
            StrictJson.Check(text, Depth);
            using var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = Depth, DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Double };
            JToken token = JToken.ReadFrom(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            return token as JObject ?? throw RequestRefusedException.Invalid("the body must be a JSON object");
        }
        catch (JsonException exception)
        {
            throw RequestRefusedException.Invalid($"the body is not JSON: {exception.Message}");
        }
    }

    private static RequestRefusedException Missing(string name, string expected) => RequestRefusedException.Invalid($"'{name}' is missing; it must be {expected}");

    private static RequestRefusedException Wrong(string name, string expected) => RequestRefusedException.Invalid($"'{name}' must be {expected}");

    private JToken? Find(string name)
    {
        _asked.Add(name);
        return _content.TryGetValue(name, StringComparison.Ordinal, out JToken? token) && token.Type != JTokenType.Null ? token : null;
    }
}
