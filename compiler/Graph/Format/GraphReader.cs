using System.Text;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.Format.Json;

namespace Sqs.Compiler.Graph.Format;

/// <summary>
/// Reads graph documents. Strict: every key must mean something, every shape must fit, every number must be finite; all complaints come in one pass,
/// each with line and column. Comments are allowed, so that a document can explain itself.
/// </summary>
public static class GraphReader
{
    /// <summary>Reads a document from disk; data files it names are sought beside it.</summary>
    /// <param name="path">Path of the document.</param>
    /// <returns>The document and what is wrong with it.</returns>
    public static GraphReadResult Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > GraphLimits.DocumentBytes } file)
                return Failed(GraphDiagnostics.TooLarge, path, "a document of this size", file.Length, GraphLimits.DocumentBytes);
            string text = File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return Read(text, path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (DecoderFallbackException)
        {
            return Failed(GraphDiagnostics.MalformedJson, path, "it is not UTF-8 text");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return Failed(GraphDiagnostics.Unreadable, path, exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>Reads a document from a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Display name for diagnostics.</param>
    /// <param name="directory">Where data files are sought; null when the document may name none.</param>
    /// <returns>The document and what is wrong with it.</returns>
    public static GraphReadResult Read(string text, string name, string? directory)
    {
        ArgumentNullException.ThrowIfNull(text);
        var source = new JsonText(text.TrimStart('\uFEFF'), name);
        var found = new DiagnosticBag();
        GraphDocument? document = null;
        if (JsonTreeReader.Read(source, found) is { } root)
        {
            using var context = new ReadingContext(source, found, directory);
            document = new GraphBinder(context).Bind(root);
        }

        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(found.InSourceOrder());
        return new GraphReadResult(diagnostics.HasErrors ? null : document, diagnostics);
    }

    private static GraphReadResult Failed(DiagnosticDescriptor descriptor, string path, params ReadOnlySpan<object?> arguments)
    {
        var diagnostics = new DiagnosticBag();
        diagnostics.Report(descriptor, SourceSpan.WholeFile(path), arguments);
        return new GraphReadResult(null, diagnostics);
    }
}
