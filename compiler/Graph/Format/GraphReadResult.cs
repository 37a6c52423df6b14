using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Document;

namespace Sqs.Compiler.Graph.Format;

/// <summary>What reading a graph document gives.</summary>
/// <param name="Document">The document, or null when something in it is an error.</param>
/// <param name="Diagnostics">Everything that is wrong or doubtful, in source order.</param>
public sealed record GraphReadResult(GraphDocument? Document, DiagnosticBag Diagnostics);
