using System.IO.Compression;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data.Files;

/// <summary>Opens data files, compressed or not.</summary>
internal static class InputFile
{
    private const int TrailerSize = 8;

    /// <summary>Finds a file by its name with or without <c>.gz</c>.</summary>
    /// <param name="directory">Directory.</param>
    /// <param name="names">Names the file may have, without <c>.gz</c>.</param>
    /// <returns>The path of the first that exists, or null.</returns>
    public static string? Find(string directory, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            string plain = Path.Combine(directory, name);
            if (File.Exists(plain))
                return plain;
            if (File.Exists(plain + ".gz"))
                return plain + ".gz";
        }

        return null;
    }

    /// <summary>Reads a file to the end; gzip is told by its first two bytes, whatever the name.</summary>
    /// <param name="path">Path.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The uncompressed bytes, or null when there was an error.</returns>
    public static byte[]? Read(string path, DiagnosticBag diagnostics)
    {
        SourceSpan span = SourceSpan.WholeFile(path);
        byte[] raw;
        try
        {
            raw = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            diagnostics.Report(DataDiagnostics.Missing, span, path, "give the path of a file");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Report(DataDiagnostics.Unreadable, span, exception.Message);
            return null;
        }

        return raw is [0x1F, 0x8B, ..] ? Inflate(raw, span, diagnostics) : raw;
    }

    // The framework's reader takes a stream that stops inside a member for one that ends, so the length in the trailer is checked here.
    private static byte[]? Inflate(byte[] raw, SourceSpan span, DiagnosticBag diagnostics)
    {
        try
        {
            using var inflated = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(raw), CompressionMode.Decompress))
                gzip.CopyTo(inflated);
            uint promised = raw.Length < TrailerSize ? uint.MaxValue : BitConverter.ToUInt32(raw, raw.Length - 4);
            if (promised == unchecked((uint)inflated.Length))
                return inflated.ToArray();
            diagnostics.Report(DataDiagnostics.DamagedGzip, span, $"{inflated.Length} bytes came out, {promised} are promised");
        }
        catch (InvalidDataException exception)
        {
            diagnostics.Report(DataDiagnostics.DamagedGzip, span, exception.Message.TrimEnd('.'));
        }

        return null;
    }
}
