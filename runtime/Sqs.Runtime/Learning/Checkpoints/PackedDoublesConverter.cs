using System.Runtime.InteropServices;
using Newtonsoft.Json;

namespace Sqs.Runtime.Learning.Checkpoints;

/// <summary>Writes arrays of doubles as base64 of their little-endian bytes: exact to the bit and quick to read.</summary>
internal sealed class PackedDoublesConverter : JsonConverter<double[]>
{
    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, double[]? value, JsonSerializer serializer)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteValue(Convert.ToBase64String(MemoryMarshal.AsBytes(value.AsSpan())));
    }

    /// <inheritdoc/>
    public override double[]? ReadJson(JsonReader reader, Type objectType, double[]? existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
            return null;
        if (reader.Value is not string text)
            throw new JsonSerializationException($"Packed numbers are a string, not {reader.TokenType}.");
        byte[] bytes = Convert.FromBase64String(text);
        if (bytes.Length % sizeof(double) != 0)
            throw new JsonSerializationException("Packed numbers end inside a number.");
        return MemoryMarshal.Cast<byte, double>(bytes).ToArray();
    }
}
