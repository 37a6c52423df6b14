using System.IO.Compression;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Graph.NumPy;

namespace Sqs.Providers.Ibm.Results;

/// <summary>An array of bytes as the service encodes it: base64 of zlib of a NumPy file, or a plain nested list.</summary>
/// <param name="Data">The elements in row-major order.</param>
internal readonly record struct TaggedArray(ReadOnlyMemory<byte> Data)
{
    private const long Limit = 1L << 30;

    public static TaggedArray Read(JToken token)
    {
        JToken value = token is JObject item && (string?)item["__type__"] == "ndarray"
            ? item["__value__"] ?? throw new InvalidDataException("an array has no value")
            : token;
        if (value is JArray list)
            return new TaggedArray(Flatten(list).ToArray());
        using var compressed = new MemoryStream(Convert.FromBase64String((string?)value ?? string.Empty));
        using var inflated = new ZLibStream(compressed, CompressionMode.Decompress);
        NpyArray array = NpyFormat.Read(inflated, Limit);
        if (array.ElementType != NpyElementType.UInt8)
            throw new InvalidDataException($"an array has elements of type {array.ElementType}, not UInt8");
        return new TaggedArray(array.To<byte>());
    }

    private static IEnumerable<byte> Flatten(JArray list)
    {
        foreach (JToken item in list)
        {
            if (item is JArray inner)
            {
                foreach (byte element in Flatten(inner))
                    yield return element;
            }
            else
            {
                yield return item.Type == JTokenType.Integer && (long)item is >= 0 and <= 255
                    ? (byte)(long)item
                    : throw new InvalidDataException($"'{item}' is no byte");
            }
        }
    }
}
