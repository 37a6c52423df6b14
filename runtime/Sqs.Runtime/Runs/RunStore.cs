using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Runs;

/// <summary>
/// Runs on disk, a folder each. A run appears under its name complete or not at all: it is written into a folder with a leading dot, flushed, and
/// renamed. Every file is verified against the manifest when a run is opened.
/// </summary>
/// <param name="root">The folder that holds the runs; made when the first run is saved.</param>
public sealed class RunStore(string root)
{
    /// <summary>The environment variable that names the folder of the runs.</summary>
    public const string FolderVariable = "SQS_RUNS";

    /// <summary>The folder of the runs.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The folder the environment asks for, or <c>.sqs/runs</c> below the working folder.</summary>
    /// <returns>A path.</returns>
    public static string DefaultRoot() =>
        Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : Path.Combine(".sqs", "runs");

    /// <summary>Saves a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>The folder of the run.</returns>
    /// <exception cref="IOException">The store cannot be written, or the identifier is taken.</exception>
    public string Save(RunRecord run, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        Directory.CreateDirectory(Root);
        string temporary = Path.Combine(Root, $".{run.Id}.{Guid.NewGuid():N}");
        string final = Path.Combine(Root, run.Id);
        try
        {
            RunFolder.Write(temporary, run, cancellation);
            Directory.Move(temporary, final);
        }
        catch
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            throw;
        }

        return final;
    }

    /// <summary>Whether a run is there.</summary>
    /// <param name="id">Identifier of the run.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(string id) => File.Exists(Path.Combine(Root, id, RunFolder.ManifestName));

    /// <summary>The identifiers of all runs, newest first.</summary>
    /// <returns>Identifiers; none when the store does not exist.</returns>
    public IReadOnlyList<string> List()
    {
        if (!Directory.Exists(Root))
            return [];
        return
        [
            .. Directory.EnumerateDirectories(Root)
                .Select(folder => Path.GetFileName(folder))
                .Where(name => !name.StartsWith('.') && File.Exists(Path.Combine(Root, name, RunFolder.ManifestName)))
                .OrderDescending(StringComparer.Ordinal),
        ];
    }

    /// <summary>Finds a run by its identifier, the beginning of it, or <c>last</c>.</summary>
    /// <param name="reference">What the user gave.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The identifier, or null.</returns>
    public string? Find(string reference, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(diagnostics);
        IReadOnlyList<string> ids = List();
        if (reference == "last" && ids.Count > 0)
            return ids[0];
        string[] matches = [.. ids.Where(id => id.StartsWith(reference, StringComparison.Ordinal) && reference.Length > 0)];
        if (matches.Length == 1)
            return matches[0];
        if (matches.Length > 1)
            diagnostics.Report(RunDiagnostics.Ambiguous, SourceSpan.None, reference, matches.Length, string.Join(", ", matches.Take(5)));
        else
            diagnostics.Report(RunDiagnostics.NotFound, SourceSpan.None, reference, Root, NameSuggestion.Clause(reference, ids));
        return null;
    }

    /// <summary>Opens a run: reads it whole and verifies every file.</summary>
    /// <param name="id">Identifier of the run.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The run, or null when it is damaged.</returns>
    public RunRecord? Open(string id, DiagnosticBag diagnostics)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return RunFolder.Read(Path.Combine(Root, id), diagnostics);
    }
}
