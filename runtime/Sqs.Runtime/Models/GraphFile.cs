using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format;
using Sqs.Runtime.Execution;

namespace Sqs.Runtime.Models;

/// <summary>Reads model files and gives every number its value.</summary>
public static class GraphFile
{
    /// <summary>Whether a file is a model by its name.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>True for names that end in <c>.sqs.json</c>.</returns>
    public static bool IsModel(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(GraphWriter.Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a model. Values that the document leaves to chance are drawn from its seed.</summary>
    /// <param name="path">Path of the document.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="seed">Draws initial values from this seed instead of the document's.</param>
    /// <returns>The graph, or null when there was an error.</returns>
    public static NetworkGraph? Read(string path, DiagnosticBag diagnostics, ulong? seed = null)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Resolve(GraphReader.Read(path), diagnostics, seed);
    }

    /// <summary>Reads a model from a text that names no other file.</summary>
    /// <param name="text">The text of the document.</param>
    /// <param name="name">Display name for diagnostics.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="seed">Draws initial values from this seed instead of the document's.</param>
    /// <returns>The graph, or null when there was an error.</returns>
    public static NetworkGraph? Parse(string text, string name, DiagnosticBag diagnostics, ulong? seed = null)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return Resolve(GraphReader.Read(text, name, directory: null), diagnostics, seed);
    }

    private static NetworkGraph? Resolve(GraphReadResult result, DiagnosticBag diagnostics, ulong? seed)
    {
        diagnostics.AddRange(result.Diagnostics);
        GraphDocument? document = result.Document;
        if (document is not null && seed is { } given)
            document = document with { Seed = given };
        return document?.Resolve(InitialValues.Draw);
    }
}
