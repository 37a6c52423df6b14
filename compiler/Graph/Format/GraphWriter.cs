using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;
using Sqs.Compiler.Graph.Document;
using Sqs.Compiler.Graph.NumPy;

namespace Sqs.Compiler.Graph.Format;

/// <summary>
/// Writes graph documents. Equal graphs give equal bytes, numbers read back exactly, and a file is replaced as a whole. Long lists of numbers go to
/// a NumPy archive whose name carries a hash of its content, so document and archive always belong together; archives of earlier versions of the
/// document are removed once the new document stands.
/// </summary>
public static partial class GraphWriter
{
    /// <summary>The ending of document files.</summary>
    public const string Extension = ".sqs.json";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The document; its folder must exist.</param>
    /// <param name="options">Choices, or null for the defaults.</param>
    /// <returns>Why it could not be written; empty on success.</returns>
    public static DiagnosticBag Write(NetworkGraph graph, string path, GraphWriteOptions? options = null) =>
        Write(GraphDocument.Of(graph), path, options);

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">The document; its folder must exist.</param>
    /// <param name="options">Choices, or null for the defaults.</param>
    /// <returns>Why it could not be written; empty on success.</returns>
    public static DiagnosticBag Write(GraphDocument document, string path, GraphWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new GraphWriteOptions();
        var diagnostics = new DiagnosticBag();
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string stem = Stem(path);
        try
        {
            // The name of the archive follows from its content, so the text is written twice: once to collect the arrays, once to name them.
            (_, List<KeyValuePair<string, NpyArray>> arrays) = ToText(document, options, string.Empty);
            string dataFile = string.Empty;
            if (arrays.Count > 0)
            {
                using var data = new MemoryStream();
                NpzArchive.Write(data, arrays);
                dataFile = $"{stem}.{Convert.ToHexStringLower(SHA256.HashData(data.GetBuffer().AsSpan(0, (int)data.Length)))[..16]}.npz";
                data.Position = 0;
                AtomicFile.Write(Path.Combine(folder, dataFile), data.CopyTo);
            }

            byte[] text = Utf8.GetBytes(ToText(document, options, dataFile).Text);
            AtomicFile.Write(path, stream => stream.Write(text));
            RemoveArchives(folder, stem, keep: dataFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.Report(GraphDiagnostics.Unwritable, SourceSpan.None, path, exception.Message.TrimEnd('.'));
        }

        return diagnostics;
    }

    /// <summary>The text of a document with every number in it.</summary>
    /// <param name="document">The document.</param>
    /// <returns>JSON text that ends in a line break.</returns>
    public static string ToText(GraphDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return ToText(document, GraphWriteOptions.AllInline, string.Empty).Text;
    }

    private static (string Text, List<KeyValuePair<string, NpyArray>> Arrays) ToText(GraphDocument document, GraphWriteOptions options, string dataFile)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var writer = new GraphJsonWriter(text, options.InlineLimit, dataFile);
        writer.Write(document);
        return (text.ToString(), writer.DataArrays);
    }

    private static string Stem(string path)
    {
        string name = Path.GetFileName(path);
        return name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : Path.GetFileNameWithoutExtension(name);
    }

    private static void RemoveArchives(string folder, string stem, string keep)
    {
        foreach (string file in Directory.EnumerateFiles(folder, $"{stem}.*.npz"))
        {
            string name = Path.GetFileName(file);
            if (name != keep && ContentHash().IsMatch(name.AsSpan()[stem.Length..]))
                File.Delete(file);
        }
    }

    [GeneratedRegex(@"^\.[0-9a-f]{16}\.npz$")]
    private static partial Regex ContentHash();
}
