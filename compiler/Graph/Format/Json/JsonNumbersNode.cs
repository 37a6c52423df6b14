namespace Sqs.Compiler.Graph.Format.Json;

/// <summary>
/// A rectangular array of numbers, however deeply nested, without an object a number: weights come by the hundred thousand.
/// </summary>
/// <param name="Place">Its opening bracket.</param>
/// <param name="Shape">Its sizes, outermost first; a single 0 for an empty array.</param>
/// <param name="Values">The numbers, row-major.</param>
/// <param name="Places">The place of each number.</param>
/// <param name="IsSound">False when something in it was reported already.</param>
internal sealed record JsonNumbersNode(JsonPlace Place, int[] Shape, double[] Values, JsonPlace[] Places, bool IsSound) : JsonNode(Place)
{
    /// <inheritdoc/>
    public override string Description => Values.Length == 0 ? "an empty array" : "an array of numbers";

    /// <summary>The place of a number.</summary>
    /// <param name="index">Its row-major index.</param>
    /// <returns>A node that stands there.</returns>
    public JsonScalarNode At(int index) => new(Places[index], Values[index]);
}
