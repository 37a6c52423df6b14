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
        : base("list", "Lists credentials with the place of each entry, a fingerprint and the address they are used at; secrets are not shown.", "sqs auth list", "sqs auth list --json")
    {
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using ProviderCatalog providers = JobStoreOptions.Providers();
        IReadOnlyList<Credential> credentials = providers.Credentials(CredentialFile.Default());
        if (context.IsJson)
        {
            context.WriteJson(new JArray(credentials.Select(c => CredentialDocument.Describe(c, providers.AddressesOf(c.Provider, c.Profile)))));
            return Task.FromResult(ExitCode.Done);
        }

        if (credentials.Count == 0)
            context.Remark("there are no credentials; 'sqs auth login PROVIDER' stores one");
        Table table = new Table().Border(TableBorder.Simple).AddColumns("provider", "profile", "fingerprint", "address", "entries and where they come from");
        foreach (Credential credential in credentials)
        {
            string entries = string.Join(", ", credential.Names.Select(n => $"{n} ({credential.SourceOf(n)})"));
            string address = string.Join(", ", providers.AddressesOf(credential.Provider, credential.Profile));
            table.AddRow(credential.Provider, Markup.Escape(credential.Profile), credential.Fingerprint, Markup.Escape(address), Markup.Escape(entries));
        }

        if (credentials.Count > 0)
            context.OutputConsole.Write(table);
        return Task.FromResult(ExitCode.Done);
    }
}
