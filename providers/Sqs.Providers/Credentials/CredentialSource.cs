using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Credentials;

/// <summary>
/// Finds the credential of a profile: the file's entries, and over them the environment. For the default profile the schema's variables
/// count; for a profile named <c>lab</c> the same names with the suffix <c>_LAB</c>.
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
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(profile);
        var entries = new Dictionary<string, string>(_file.Read(schema.Provider, profile), StringComparer.Ordinal);
        string source = entries.Count > 0 ? _file.Path : "environment";
        string suffix = profile == BackendSpec.DefaultProfile ? string.Empty : "_" + profile.ToUpperInvariant().Replace('-', '_');
        foreach (CredentialField field in schema.Fields)
        {
            foreach (string variable in field.Variables)
            {
                string? value = _environment(variable + suffix);
                if (string.IsNullOrEmpty(value))
                    continue;
                entries[field.Name] = value;
                source = "environment";
                break;
            }
        }

        foreach (CredentialField field in schema.Fields)
        {
            if (!field.IsRequired || entries.ContainsKey(field.Name))
                continue;
            string variable = field.Variables.IsEmpty ? string.Empty : $" or set {field.Variables[0]}{suffix}";
            string remedy = $"its {field.Description} is missing: run sqs auth login {schema.Provider}{variable}";
            return (null, ProviderDiagnostics.NoCredential.At(SourceSpan.None, schema.Provider, profile, remedy));
        }

        return (new Credential(schema.Provider, profile, entries, source), null);
    }
}
