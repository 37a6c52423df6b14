using System.IO.Compression;

namespace Sqs.Compiler.Graph.NumPy;

/// <summary>A NumPy <c>.npz</c> archive: a ZIP file of <c>.npy</c> arrays, stored or deflated.</summary>
public sealed class NpzArchive : IDisposable
{
    private const string Suffix = ".npy";

    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private NpzArchive(ZipArchive zip)
    {
        _zip = zip;
        _entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in zip.Entries.Where(e => e.FullName.EndsWith(Suffix, StringComparison.Ordinal)))
            _entries[entry.FullName[..^Suffix.Length]] = entry;
    }

    /// <summary>Names of the arrays, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Opens an archive.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The archive; arrays are read when asked for.</returns>
    /// <exception cref="InvalidDataException">The file is no ZIP archive.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NpzArchive Open(string path) => Open(File.OpenRead(path));

    /// <summary>Opens an archive.</summary>
    /// <param name="stream">A seekable stream; the archive closes it.</param>
    /// <returns>The archive.</returns>
    /// <exception cref="InvalidDataException">The stream holds no ZIP archive.</exception>
    public static NpzArchive Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            return new NpzArchive(new ZipArchive(stream, ZipArchiveMode.Read));
        }
        catch (InvalidDataException exception)
        {
            stream.Dispose();
            throw new InvalidDataException("it is no NumPy archive", exception);
        }
    }

    /// <summary>Whether there is an array.</summary>
    /// <param name="name">Its name, without <c>.npy</c>.</param>
    /// <returns>Whether it exists.</returns>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Reads an array.</summary>
    /// <param name="name">Its name, without <c>.npy</c>.</param>
    /// <param name="limit">The most bytes of elements that are accepted.</param>
    /// <returns>The array.</returns>
    /// <exception cref="KeyNotFoundException">There is no such array.</exception>
    /// <exception cref="InvalidDataException">The array is damaged or not supported; the message says why.</exception>
    public NpyArray Read(string name, long limit = NpyFormat.DefaultLimit)
    {
        using Stream stream = _entries[name].Open();
        return NpyFormat.Read(stream, limit);
    }

    /// <summary>Writes an archive. Equal arrays give equal bytes.</summary>
    /// <param name="stream">Takes the bytes; stays open.</param>
    /// <param name="arrays">The arrays by name, in the order they are written.</param>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, NpyArray>> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, NpyArray array) in arrays)
        {
            ZipArchiveEntry entry = zip.CreateEntry(name + Suffix, CompressionLevel.NoCompression);
            entry.LastWriteTime = Epoch;
            using Stream target = entry.Open();
            NpyFormat.Write(target, array);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();
}
