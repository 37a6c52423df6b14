namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>A member of a JSON object.</summary>
/// <param name="Key">Its key.</param>
/// <param name="KeyPlace">Where the key's colon stands.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonMember(string Key, JsonPlace KeyPlace, JsonNode Value);
