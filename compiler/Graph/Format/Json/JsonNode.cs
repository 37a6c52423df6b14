namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>A value of a JSON text with its place. The place is where its first token ends, as the tokenizer counts.</summary>
/// <param name="Place">End of the value's first token.</param>
internal abstract record JsonNode(JsonPlace Place)
{
    /// <summary>What the value is, for messages: <c>a string</c>, <c>an object</c> and so on.</summary>
    public abstract string Description { get; }
}
