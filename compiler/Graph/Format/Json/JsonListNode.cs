namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>A JSON array that is not an array of numbers.</summary>
/// <param name="Place">Its opening bracket.</param>
/// <param name="Items">Its items.</param>
internal sealed record JsonListNode(JsonPlace Place, IReadOnlyList<JsonNode> Items) : JsonNode(Place)
{
    /// <inheritdoc/>
    public override string Description => "an array";
}
