using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Format.Json;
using Sqs.Compiler.Graph.NumPy;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Compiler.Graph.Format;

/// <summary>What the parts of the reader share: the text, the diagnostics and the open data files.</summary>
internal sealed class ReadingContext(JsonText text, DiagnosticBag diagnostics, string? directory) : IDisposable
{
    private readonly Dictionary<string, NpzArchive?> _archives = new(StringComparer.Ordinal);

    /// <summary>Whether some error was reported.</summary>
    public bool HasErrors => diagnostics.HasErrors;

    /// <summary>Reports something at a node.</summary>
    public void Report(DiagnosticDescriptor descriptor, JsonNode node, params ReadOnlySpan<object?> arguments) =>
        diagnostics.Report(descriptor, text.SpanOf(node.Place), arguments);

    /// <summary>Reports a diagnostic that was found elsewhere at a node.</summary>
    public void Report(JsonNode node, Diagnostic diagnostic) => diagnostics.Add(diagnostic with { Span = text.SpanOf(node.Place) });

    /// <summary>Reports something at a key.</summary>
    public void ReportKey(DiagnosticDescriptor descriptor, JsonMember member, params ReadOnlySpan<object?> arguments) =>
        diagnostics.Report(descriptor, text.SpanOf(member.KeyPlace), arguments);

    /// <summary>Reports that a value has the wrong type.</summary>
    public void ReportType(JsonNode node, string what, string wanted) => Report(GraphDiagnostics.WrongType, node, what, node.Description, wanted);

    /// <summary>Reads an array of a data file beside the document; reports what is wrong.</summary>
    /// <param name="fileNode">Where the file is named.</param>
    /// <param name="file">Its name.</param>
    /// <param name="arrayNode">Where the array is named.</param>
    /// <param name="array">Its name.</param>
    /// <returns>The array or null.</returns>
    public NpyArray? ReadArray(JsonNode fileNode, string file, JsonNode arrayNode, string array)
    {
        if (!_archives.TryGetValue(file, out NpzArchive? archive))
        {
            archive = Open(fileNode, file);
            _archives.Add(file, archive);
        }

        if (archive is null)
            return null;
        if (!archive.Contains(array))
        {
            Report(GraphDiagnostics.NoArray, arrayNode, file, array, NameSuggestion.Clause(array, archive.Names), List(archive.Names));
            return null;
        }

        try
        {
            return archive.Read(array, GraphLimits.Numbers * sizeof(double));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Report(GraphDiagnostics.DataFile, arrayNode, file, $"array '{array}': {exception.Message.TrimEnd('.')}");
            return null;
        }
    }

    /// <summary>Reads gate definitions from a file beside the document; reports what is wrong, in that file where it is.</summary>
    /// <param name="node">Where the file is named.</param>
    /// <param name="file">Its name.</param>
    /// <returns>The gates or null.</returns>
    public GateSource? ReadGate(JsonNode node, string file)
    {
        string reason = "the document was not read from a folder";
        try
        {
            if (directory is not null)
            {
                string path = Path.Combine(directory, file);
                (GateSource? source, DiagnosticBag found) = GateSource.Parse(File.ReadAllText(path).ReplaceLineEndings("\n"), path);
                diagnostics.AddRange(found);
                return source;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = exception.Message.TrimEnd('.');
        }

        Report(GraphDiagnostics.DataFile, node, file, reason);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NpzArchive? archive in _archives.Values)
            archive?.Dispose();
    }

    /// <summary>Names for a message.</summary>
    public static string List(IEnumerable<string> names)
    {
        string joined = string.Join(", ", names);
        return joined.Length == 0 ? "none" : joined;
    }

    private NpzArchive? Open(JsonNode node, string file)
    {
        string reason;
        if (directory is null)
        {
            reason = "the document was not read from a folder";
        }
        else
        {
            string path = Path.GetFullPath(Path.Combine(directory, file));
            try
            {
                if (File.Exists(path))
                    return NpzArchive.Open(path);
                reason = "there is no such file beside the document";
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                reason = exception.Message.TrimEnd('.');
            }
        }

        Report(GraphDiagnostics.DataFile, node, file, reason);
        return null;
    }
}
