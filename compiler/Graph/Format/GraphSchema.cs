namespace Sqs.Compiler.Graph.Format;

/// <summary>The published JSON Schema (draft 2020-12) of graph documents, for editors and other tools.</summary>
public static class GraphSchema
{
    private const string Resource = "sqs-graph.schema.json";

    /// <summary>The schema.</summary>
    /// <returns>JSON text.</returns>
    public static string Read()
    {
        using Stream stream = typeof(GraphSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
