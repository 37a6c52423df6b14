using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers;
using Sqs.Providers.Costs;
using Sqs.Providers.Credentials;
using Sqs.Providers.Errors;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs.Auth;

/// <summary><c>sqs auth check</c>: whether a credential works, and what its account has used.</summary>
internal sealed class AuthCheckVerb : VerbCommand
{
    private readonly Argument<string> _provider = new("PROVIDER") { Description = "The provider, for instance ibm or ionq." };
    private readonly Option<string> _profile = new("--profile") { Description = "Name of the credential.", DefaultValueFactory = _ => BackendSpec.DefaultProfile };

    /// <summary>Creates the verb.</summary>
    public AuthCheckVerb()
        : base("check", "Asks the provider whether a credential works, and what the account has used.", "sqs auth check ibm", "sqs auth check ionq --profile lab --json")
    {
        Add(_provider);
        Add(_profile);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using ProviderCatalog providers = JobStoreOptions.Providers();
        string provider = arguments.GetRequiredValue(_provider);
        string profile = arguments.GetRequiredValue(_profile);
        (Credential? credential, Diagnostic? missing) = providers.FindCredential(provider, profile);
        if (credential is null)
            return context.Report(missing!);
        Outcome<AccountUsage> answer = await providers.Provider(provider, profile).AccountUsageAsync(context.Cancellation).ConfigureAwait(false);
        IReadOnlyList<Uri> addresses = providers.AddressesOf(provider, profile);
        if (!answer.TryGet(out AccountUsage? usage, out ProviderError? error))
            throw new DiagnosticException(ProviderDiagnostics.Of(error, credential.ToString()));
        if (context.IsJson)
        {
            JObject document = CredentialDocument.Describe(credential, addresses);
            document["consumed"] = usage.Consumed?.ToString();
            document["remaining"] = usage.Remaining?.ToString();
            document["exhausted"] = usage.IsExhausted;
            context.WriteJson(document);
            return ExitCode.Done;
        }

        context.Output.WriteLine($"{credential} works{(addresses is [var service, ..] ? $" at {service}" : string.Empty)}");
        if (usage.Consumed is { } consumed)
            context.Output.WriteLine($"used {consumed}{(usage.Remaining is { } left ? $", {left} left" : string.Empty)}");
        if (usage.IsExhausted)
            context.Remark("the account's limit is reached: jobs are held here until it is raised");
        return ExitCode.Done;
    }
}
