namespace Sqs.Compiler.Graph.Format;

/// <summary>Choices of <see cref="GraphWriter"/>.</summary>
public sealed record GraphWriteOptions
{
    /// <summary>The length from which a list of numbers goes into a NumPy archive beside the document instead of the document itself.</summary>
    public int InlineLimit { get; init; } = 4096;

    /// <summary>Options that keep every number in the document.</summary>
    public static GraphWriteOptions AllInline { get; } = new() { InlineLimit = int.MaxValue };
}
