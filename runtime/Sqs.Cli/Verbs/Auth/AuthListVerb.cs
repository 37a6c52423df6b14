using System.CommandLine;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Providers.Credentials;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs.Auth;

/// <summary><c>sqs auth list</c>: the credentials that are there.</summary>
internal sealed class AuthListVerb : VerbCommand
{
    /// <summary>Creates the verb.</summary>
    public AuthListVerb()
        : base("list", "Lists credentials with their place and a fingerprint; secrets are not shown.", "sqs auth list", "sqs auth list --json")
    {
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using ProviderCatalog providers = JobStoreOptions.Providers();
        IReadOnlyList<Credential> credentials = providers.Credentials(CredentialFile.Default());
        if (context.IsJson)
        {
            context.WriteJson(new JArray(credentials.Select(CredentialDocument.Describe)));
            return Task.FromResult(ExitCode.Done);
        }

        if (credentials.Count == 0)
            context.Remark("there are no credentials; 'sqs auth login PROVIDER' stores one");
        Table table = new Table().Border(TableBorder.Simple).AddColumns("provider", "profile", "fingerprint", "entries", "from");
        foreach (Credential credential in credentials)
            table.AddRow(credential.Provider, Markup.Escape(credential.Profile), credential.Fingerprint, Markup.Escape(string.Join(", ", credential.Names)), Markup.Escape(credential.Source));
        if (credentials.Count > 0)
            context.OutputConsole.Write(table);
        return Task.FromResult(ExitCode.Done);
    }
}
