namespace Sqs.Compiler.Graph.Document;

/// <summary>Where the numbers of a bundle or population come from: listed, or drawn when the graph is resolved.</summary>
public abstract record NumberSource;
