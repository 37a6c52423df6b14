namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>A JSON object.</summary>
/// <param name="Place">Its opening brace.</param>
/// <param name="Members">Its members in order, each key once.</param>
internal sealed record JsonObjectNode(JsonPlace Place, IReadOnlyList<JsonMember> Members) : JsonNode(Place)
{
    /// <inheritdoc/>
    public override string Description => "an object";

    /// <summary>Finds a member.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The member or null.</returns>
    public JsonMember? Find(string key) => Members.FirstOrDefault(m => m.Key == key);
}
