using Newtonsoft.Json;
using Sqs.Compiler.Ir;

namespace Sqs.Runtime.Jobs.Store;

/// <summary>Writes an <see cref="EquatableArray{T}"/> as a JSON list.</summary>
internal sealed class EquatableArrayConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType.IsGenericType && objectType.GetGenericTypeDefinition() == typeof(EquatableArray<>);

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        writer.WriteStartArray();
        foreach (object? item in (System.Collections.IEnumerable)value!)
            serializer.Serialize(writer, item);
        writer.WriteEndArray();
    }

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        Type item = objectType.GetGenericArguments()[0];
        object list = serializer.Deserialize(reader, item.MakeArrayType()) ?? Array.CreateInstance(item, 0);
        return typeof(EquatableArrayConverter).GetMethod(nameof(Of), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(item).Invoke(null, [list]);
    }

    private static EquatableArray<T> Of<T>(T[] items) => [.. items];
}
