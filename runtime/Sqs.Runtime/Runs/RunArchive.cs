using System.IO.Compression;
using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Runs;

/// <summary>
/// A run in one file: a zip of the files of its folder, which another installation imports and replays. The same run always gives the same bytes.
/// </summary>
public static class RunArchive
{
    /// <summary>Far more than a run holds: an archive that unpacks to more bytes is an attack or an accident.</summary>
    public const long LargestContent = 1L << 30;

    private const int MostFiles = 1_000_000;

    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a run of a store. Every file is verified on the way.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">Identifier of the run.</param>
    /// <param name="target">Takes the archive.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>Whether it was written; what is in <paramref name="target"/> is of no use otherwise.</returns>
    public static bool Write(RunStore store, string id, Stream target, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (store.Open(id, diagnostics) is null)
            return false;
        string folder = Path.Combine(store.Root, id);
        byte[] Read(string name) => File.ReadAllBytes(Path.Combine(folder, name));
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (string name in RunFolder.Manifest(Read).Files.Keys.Prepend(RunFolder.ManifestName))
        {
            ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = Epoch;
            using Stream content = entry.Open();
            content.Write(Read(name));
        }

        return true;
    }

    /// <summary>Reads the run of an archive, verified.</summary>
    /// <param name="source">The archive; it can be read from any place.</param>
    /// <param name="path">What diagnostics name.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="largest">The most bytes it may unpack to.</param>
    /// <returns>The run, or null.</returns>
    public static RunRecord? Read(Stream source, string path, DiagnosticBag diagnostics, long largest = LargestContent)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        using ZipArchive? zip = Open(source, path, largest, diagnostics);
        return zip is null ? null : RunFolder.Read(Reader(zip), path, diagnostics);
    }

    /// <summary>Adds the run of an archive to a store, whole or not at all.</summary>
    /// <param name="store">The store.</param>
    /// <param name="source">The archive; it can be read from any place.</param>
    /// <param name="path">What diagnostics name.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>The identifier of the run, also where the store had it already; null after an error.</returns>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public static string? Import(RunStore store, Stream source, string path, DiagnosticBag diagnostics, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(diagnostics);
        using ZipArchive? zip = Open(source, path, LargestContent, diagnostics);
        if (zip is null || RunFolder.Read(Reader(zip), path, diagnostics) is not { } run)
            return null;
        if (!IsIdentifier(run.Id))
        {
            diagnostics.Report(RunDiagnostics.NoArchive, SourceSpan.WholeFile(path), "its identifier cannot be the name of a folder");
            return null;
        }

        if (!store.Contains(run.Id))
        {
            store.Save(run, cancellation);
            return run.Id;
        }

        RunRecord? held = store.Open(run.Id, diagnostics);
        if (held is not null && (Replay.RunComparison.Differences(held, run).Count > 0 || held.Created != run.Created))
        {
            diagnostics.Report(RunDiagnostics.Different, SourceSpan.WholeFile(path), store.Root, run.Id);
            return null;
        }

        return held?.Id;
    }

    private static bool IsIdentifier(string id) => id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static ZipArchive? Open(Stream source, string path, long largest, DiagnosticBag diagnostics)
    {
        try
        {
            var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count <= MostFiles && zip.Entries.All(e => e.Length <= largest) && zip.Entries.Sum(e => e.Length) <= largest && zip.GetEntry(RunFolder.ManifestName) is not null)
                return zip;
            zip.Dispose();
            diagnostics.Report(RunDiagnostics.NoArchive, SourceSpan.WholeFile(path), $"it has no {RunFolder.ManifestName}, or unpacks to more than {largest >> 20} MiB");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or JsonException)
        {
            diagnostics.Report(RunDiagnostics.NoArchive, SourceSpan.WholeFile(path), exception.Message.TrimEnd('.'));
        }

        return null;
    }

    // The claimed length is what was counted above, so no entry may give more than it claims.
    private static Func<string, byte[]> Reader(ZipArchive zip) => name =>
    {
        ZipArchiveEntry entry = zip.GetEntry(name) ?? throw new InvalidDataException($"the archive lacks {name}");
        var content = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(content);
        return stream.ReadByte() < 0 ? content : throw new InvalidDataException($"{name} is longer than the archive says");
    };
}
