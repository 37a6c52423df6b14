using System.CommandLine;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers;
using Sqs.Providers.Credentials;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Verbs.Auth;

/// <summary><c>sqs auth login</c>: stores a credential. Secrets come from the terminal or standard input, never from the command line, which others can see.</summary>
internal sealed class AuthLoginVerb : VerbCommand
{
    private readonly Argument<string> _provider = new("PROVIDER") { Description = "The provider, for instance ibm or ionq." };
    private readonly Option<string> _profile = new("--profile") { Description = "Name of the credential, for backends as PROVIDER:NAME@PROFILE.", DefaultValueFactory = _ => BackendSpec.DefaultProfile };
    private readonly Option<string[]> _set = new("--set") { Description = "An entry that is no secret, name=text; may be repeated.", AllowMultipleArgumentsPerToken = false };

    /// <summary>Creates the verb.</summary>
    public AuthLoginVerb()
        : base(
            "login",
            "Stores a credential; asks for what is needed, or reads the secret from standard input.",
            "sqs auth login ibm",
            "sqs auth login ibm --set crn=crn:v1:... < key.txt",
            "sqs auth login ionq --profile lab")
    {
        Add(_provider);
        Add(_profile);
        Add(_set);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using ProviderCatalog providers = JobStoreOptions.Providers();
        CredentialSchema schema = providers.SchemaOf(arguments.GetRequiredValue(_provider));
        string profile = arguments.GetRequiredValue(_profile);
        if (!BackendSpec.TryParse($"{schema.Provider}@{profile}", out _))
            return Task.FromResult(context.Report(CommandLineDiagnostics.BadOption.At(SourceSpan.None, "--profile", $"'{profile}' is no name; letters, digits, hyphens, dots and underscores")));
        if (schema.Fields.IsEmpty)
        {
            context.Remark($"{schema.Provider} needs no credential");
            return Task.FromResult(ExitCode.Done);
        }

        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string assignment in arguments.GetValue(_set) ?? [])
        {
            if (Entry(assignment, schema) is { } problem)
                return Task.FromResult(context.Report(problem));
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            entries[assignment[..equals]] = assignment[(equals + 1)..];
        }

        foreach (CredentialField field in schema.Fields.Where(f => f.IsRequired && !entries.ContainsKey(f.Name)))
        {
            string? value = context.CanAsk ? Ask(field, context) : Console.In.ReadLine()?.Trim();
            if (string.IsNullOrEmpty(value))
                return Task.FromResult(context.Report(CommandLineDiagnostics.MissingEntry.At(SourceSpan.None, field.Description, schema.Provider, field.IsSecret ? "write it to standard input" : $"give --set {field.Name}=...")));
            entries[field.Name] = value;
        }

        CredentialFile file = CredentialFile.Default();
        file.Write(schema.Provider, profile, entries);
        var stored = new Credential(schema.Provider, profile, entries.Select(e => new CredentialEntry(e.Key, new Secret(e.Value), file.Path)));
        context.Remark($"stored {stored} in {file.Path}, mode 0600; 'sqs auth check {schema.Provider}{(profile == BackendSpec.DefaultProfile ? string.Empty : $" --profile {profile}")}' tries it");
        return Task.FromResult(ExitCode.Done);
    }

    private static Diagnostic? Entry(string assignment, CredentialSchema schema)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        CredentialField? field = equals < 0 ? null : schema.Fields.FirstOrDefault(f => f.Name == assignment[..equals]);

        // The text behind the sign may be a secret in the wrong place, so it is not repeated.
        if (field is null)
            return CommandLineDiagnostics.BadOption.At(SourceSpan.None, "--set", $"write name=text with one of {string.Join(", ", schema.Fields.Where(f => !f.IsSecret).Select(f => f.Name))}");
        return field.IsSecret
            ? CommandLineDiagnostics.BadOption.At(SourceSpan.None, "--set", $"'{field.Name}' is secret and a command line is not; it is asked for, or read from standard input")
            : null;
    }

    private static string Ask(CredentialField field, VerbContext context)
    {
        var prompt = new TextPrompt<string>($"{Markup.Escape(field.Description)}:") { AllowEmpty = true };
        return (field.IsSecret ? prompt.Secret(null) : prompt).Show(context.ErrorConsole).Trim();
    }
}
