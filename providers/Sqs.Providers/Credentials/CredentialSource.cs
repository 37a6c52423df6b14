using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Credentials;

/// <summary>
/// Finds the credential of a profile: the file's entries, and over them the environment. For the default profile the schema's variables
/// count; for a profile named <c>lab</c> the same names with the suffix <c>_LAB</c>. Addresses of the environment hold for every profile that names none itself.
/// </summary>
public sealed class CredentialSource
{
    private readonly CredentialFile _file;
    private readonly Func<string, string?> _environment;

    /// <summary>Reads from the process environment and a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="environment">Reads an environment variable; null for the process's own.</param>
    public CredentialSource(CredentialFile file, Func<string, string?>? environment = null)
    {
        _file = file;
        _environment = environment ?? Environment.GetEnvironmentVariable;
    }

    /// <summary>Finds a credential.</summary>
    /// <param name="schema">What the provider needs.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <returns>The credential, or what is missing.</returns>
    /// <exception cref="DiagnosticException">The file cannot be used.</exception>
    public (Credential? Credential, Diagnostic? Missing) Find(CredentialSchema schema, string profile)
    {
        Credential found = Collect(schema, profile);
        foreach (CredentialField field in schema.Fields)
        {
            if (!field.IsRequired || found.Find(field.Name) is not null)
                continue;
            string variable = field.Variables.IsEmpty ? string.Empty : $" or set {field.Variables[0]}{SuffixOf(profile)}";
            string remedy = $"its {field.Description} is missing: run sqs auth login {schema.Provider}{variable}";
            return (null, ProviderDiagnostics.NoCredential.At(SourceSpan.None, schema.Provider, profile, remedy));
        }

        return (found, null);
    }

    /// <summary>All entries there are, complete or not.</summary>
    /// <param name="schema">What the provider needs.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="withFile">Whether the file is read, or the environment alone.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="DiagnosticException">The file cannot be used.</exception>
    public Credential Collect(CredentialSchema schema, string profile, bool withFile = true)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(profile);
        var entries = new Dictionary<string, CredentialEntry>(StringComparer.Ordinal);
        if (withFile)
        {
            foreach ((string name, string text) in _file.Read(schema.Provider, profile).Where(e => e.Value.Length > 0))
                entries[name] = new CredentialEntry(name, new Secret(text), _file.Path);
        }

        string suffix = SuffixOf(profile);
        foreach (CredentialField field in schema.Fields)
        {
            bool isShared = field.IsAddress && !entries.ContainsKey(field.Name);
            if ((FromEnvironment(field, suffix) ?? (isShared ? FromEnvironment(field, string.Empty) : null)) is { } entry)
                entries[field.Name] = entry;
        }

        return new Credential(schema.Provider, profile, entries.Values);
    }

    private static string SuffixOf(string profile) =>
        profile == BackendSpec.DefaultProfile ? string.Empty : "_" + profile.ToUpperInvariant().Replace('-', '_');

    private CredentialEntry? FromEnvironment(CredentialField field, string suffix)
    {
        foreach (string variable in field.Variables)
        {
            if (_environment(variable + suffix) is { Length: > 0 } text)
                return new CredentialEntry(field.Name, new Secret(text), variable + suffix);
        }

        return null;
    }
}
