namespace Sqs.Providers;

/// <summary>A vendor's answer, kept as it came.</summary>
/// <param name="Name">What it is, for instance <c>results</c>.</param>
/// <param name="Text">The text.</param>
public sealed record RawDocument(string Name, string Text);
