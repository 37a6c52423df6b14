using Newtonsoft.Json;

namespace Sqs.Providers.Credentials;

/// <summary>Refuses to write a secret into JSON, so that no record can hold one.</summary>
internal sealed class SecretJsonConverter : JsonConverter<Secret>
{
    public override bool CanRead => false;

    public override void WriteJson(JsonWriter writer, Secret? value, JsonSerializer serializer) =>
        throw new JsonSerializationException("A secret must not be serialised.");

    public override Secret ReadJson(JsonReader reader, Type objectType, Secret? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
        throw new JsonSerializationException("A secret must not be deserialised.");
}
