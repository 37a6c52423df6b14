using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Credentials;

/// <summary>
/// The file of named profiles: a JSON object <c>{provider: {profile: {entry: text}}}</c> that only its owner can read (mode 0600).
/// Replaced as a whole, never half written.
/// </summary>
public sealed class CredentialFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    /// <summary>Names the file; it need not exist.</summary>
    /// <param name="path">Its path.</param>
    public CredentialFile(string path) => Path = path;

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>The place of the file: <c>SQS_CREDENTIALS</c>, else <c>sqs/credentials.json</c> in the user's configuration folder.</summary>
    /// <returns>The file; its folder need not be there yet.</returns>
    /// <exception cref="DiagnosticException">There is no configuration folder, and no file is named: a key is never kept in whatever folder a command runs in.</exception>
    public static CredentialFile Default()
    {
        string? named = Environment.GetEnvironmentVariable("SQS_CREDENTIALS");
        if (!string.IsNullOrEmpty(named))
            return new CredentialFile(named);
        string folder = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return System.IO.Path.IsPathFullyQualified(folder)
            ? new CredentialFile(System.IO.Path.Combine(folder, "sqs", "credentials.json"))
            : throw new DiagnosticException(ProviderDiagnostics.CredentialFile.At(SourceSpan.None, "credentials.json", "the user has no home folder; name the file with SQS_CREDENTIALS"));
    }

    /// <summary>Reads one profile.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <returns>Its entries; empty where there is none.</returns>
    /// <exception cref="DiagnosticException">Others can read the file, or it is no credential file.</exception>
    public IReadOnlyDictionary<string, string> Read(string provider, string profile)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Load()[provider]?[profile] is JObject found)
        {
            foreach (JProperty entry in found.Properties())
                entries[entry.Name] = (string?)entry.Value ?? string.Empty;
        }

        return entries;
    }

    /// <summary>Names all profiles.</summary>
    /// <returns>Provider and profile, in file order.</returns>
    /// <exception cref="DiagnosticException">Others can read the file, or it is no credential file.</exception>
    public IReadOnlyList<(string Provider, string Profile)> Profiles() =>
        [.. Load().Properties().SelectMany(p => (p.Value as JObject)?.Properties().Select(q => (p.Name, q.Name)) ?? [])];

    /// <summary>Writes one profile in place of the one of that name.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="entries">Its entries.</param>
    /// <exception cref="DiagnosticException">Others can read the file that is there, or it is no credential file.</exception>
    public void Write(string provider, string profile, IReadOnlyDictionary<string, string> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        JObject all = Load();
        if (all[provider] is not JObject profiles)
            all[provider] = profiles = [];
        profiles[profile] = JObject.FromObject(entries);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        string next = $"{Path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(next, options))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(all.ToString(Formatting.Indented));
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, Path, overwrite: true);
    }

    /// <summary>Refuses a file that others can read; secrets are in no such file.</summary>
    /// <param name="path">The file; it must exist.</param>
    /// <exception cref="DiagnosticException">Others can read it.</exception>
    public static void RequirePrivate(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new DiagnosticException(ProviderDiagnostics.OpenCredentialFile.At(SourceSpan.None, path, Convert.ToString((int)File.GetUnixFileMode(path), 8)));
    }

    private JObject Load()
    {
        if (!File.Exists(Path))
            return [];
        RequirePrivate(Path);
        try
        {
            return JObject.Parse(File.ReadAllText(Path));
        }
        catch (JsonReaderException)
        {
            // The reader's message quotes the text, which is secret.
            throw new DiagnosticException(ProviderDiagnostics.CredentialFile.At(SourceSpan.None, Path, "it does not hold a JSON object"));
        }
    }
}
