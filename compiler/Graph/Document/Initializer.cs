namespace Sqs.Compiler.Graph.Document;

/// <summary>A rule that gives each number of a bundle or population its first value.</summary>
public abstract record Initializer : NumberSource;
