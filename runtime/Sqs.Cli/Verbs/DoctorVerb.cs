using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Providers.Credentials;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs doctor</c>: what is installed and configured.</summary>
internal sealed class DoctorVerb : VerbCommand
{
    private readonly Option<bool> _offline = new("--offline") { Description = "Try no address." };

    /// <summary>Creates the verb.</summary>
    public DoctorVerb()
        : base("doctor", "Shows what is installed, configured and reachable; secrets are never shown.", "sqs doctor", "sqs doctor --json --offline")
    {
        Add(_offline);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var facts = new JObject
        {
            ["version"] = typeof(DoctorVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["processors"] = Environment.ProcessorCount,
            ["vectorBits"] = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64,
            ["memoryBytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            ["workingFolder"] = Environment.CurrentDirectory,
        };
        IReadOnlyList<ProviderCheck> providers = await CheckAsync(arguments, context).ConfigureAwait(false);
        if (context.IsJson)
        {
            facts["credentialFile"] = CredentialFile.Default().Path;
            facts["providers"] = new JArray(providers.Select(Describe));
            context.WriteJson(facts);
            return ExitCode.Done;
        }

        foreach (JProperty fact in facts.Properties())
            context.Output.WriteLine($"{fact.Name,-14} {fact.Value}");
        foreach (ProviderCheck provider in providers)
        {
            string credential = provider.Missing?.Message ?? (provider.Credential!.Names.Count == 0 ? "needs no credential" : $"{provider.Credential} from {provider.Credential.Source}");
            context.Output.WriteLine($"{provider.Provider,-14} {credential}");
            foreach ((Uri address, bool? isReachable) in provider.Endpoints)
                context.Output.WriteLine($"{string.Empty,-14} {address} {Describe(isReachable)}");
        }

        return ExitCode.Done;
    }

    private async Task<IReadOnlyList<ProviderCheck>> CheckAsync(ParseResult arguments, VerbContext context)
    {
        using ProviderCatalog catalog = JobStoreOptions.Providers();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        return await catalog.CheckAsync(arguments.GetValue(_offline) ? null : client, context.Cancellation).ConfigureAwait(false);
    }

    private static string Describe(bool? isReachable) => isReachable switch
    {
        null => "(not tried)",
        true => "answers",
        false => "does not answer: check the network, and the address if it is not the provider's own",
    };

    private static JObject Describe(ProviderCheck provider) => new()
    {
        ["provider"] = provider.Provider,
        ["credential"] = provider.Credential is { Names.Count: > 0 } credential ? CredentialDocument.Describe(credential, [.. provider.Endpoints.Select(e => e.Address)]) : null,
        ["missing"] = provider.Missing?.Message,
        ["endpoints"] = new JArray(provider.Endpoints.Select(e => new JObject { ["address"] = e.Address.ToString(), ["reachable"] = e.IsReachable })),
    };
}
