using Sqs.Providers.Credentials;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Ibm;
using Sqs.Providers.IonQ;
using Sqs.Providers.Resilience;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Driving;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Campaign;

/// <summary>Follows the jobs of a store in a process of its own, to be killed at any moment.</summary>
public static class ChildWorker
{
    /// <summary>Waits of a run in real time.</summary>
    public static JobPolicy Policy { get; } = new()
    {
        Lease = TimeSpan.FromSeconds(3),
        FirstPoll = TimeSpan.FromMilliseconds(100),
        LongestPoll = TimeSpan.FromMilliseconds(400),
        Searches = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(600)],
        ShortHold = TimeSpan.FromMilliseconds(200),
        FirstUsageQuery = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>A catalogue that reaches an emulator; the key comes from the environment.</summary>
    public static ProviderCatalog Catalog(Uri address)
    {
        var resilience = new ResilienceOptions { SubmitsPerSecond = 100 };
        ProviderRegistration[] registrations =
        [
            new(IbmSettings.Schema, c => new IbmProvider(
                new IbmSettings(IbmEmulator.Crn) { BaseUrl = new Uri(address, "/api/v1"), IamUrl = address, Resilience = resilience }, new VendorConnection(c.Find("api-key")!, TimeProvider.System))),
            new(IonQSettings.Schema, c => new IonQProvider(new IonQSettings { BaseUrl = new Uri(address, "/v0.4"), Resilience = resilience }, new VendorConnection(c.Find("api-key")!, TimeProvider.System))),
        ];
        string key = Environment.GetEnvironmentVariable("SQS_CAMPAIGN_KEY") ?? new EmulatorOptions().ApiKey;
        var credentials = new CredentialSource(new CredentialFile("none.json"), name => name.Contains("KEY", StringComparison.Ordinal) ? key : name.EndsWith("CRN", StringComparison.Ordinal) ? "crn" : null);
        return new ProviderCatalog(registrations, credentials, TimeProvider.System);
    }

    /// <summary>Works until no step is left.</summary>
    public static async Task RunAsync(Uri address, string store, CancellationToken cancellationToken)
    {
        JobStore opened = await JobStore.OpenAsync(store, cancellationToken);
        using ProviderCatalog catalog = Catalog(address);
        var worker = new JobWorker(opened, new PartDriver(opened, catalog, Policy, TimeProvider.System), Policy, TimeProvider.System, $"child {Environment.ProcessId}");
        await worker.RunAsync(null, async token => await opened.NextDueAsync(null, Policy.MostInFlight, null, token) is null, cancellationToken);
    }
}
