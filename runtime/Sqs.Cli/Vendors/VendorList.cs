using Sqs.Providers.Ibm;
using Sqs.Providers.IonQ;
using Sqs.Providers.Native;
using Sqs.Providers.Resilience;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Vendors;

/// <summary>The providers this command knows; the one place that names the vendors' adapters.</summary>
internal static class VendorList
{
    /// <summary>Registers the providers.</summary>
    /// <param name="clock">The clock.</param>
    /// <returns>One registration a provider, the native engine first.</returns>
    public static IReadOnlyList<ProviderRegistration> Create(TimeProvider clock) =>
    [
        new(NativeProvider.Schema, _ => new NativeProvider(clock)),
        new(IbmSettings.Schema, c => new IbmProvider(IbmSettings.From(c), new VendorConnection(c.Find("api-key")!, clock)))
        {
            TargetOf = IbmTarget.Of,
            Pace = credential => PaceOf(IbmSettings.From(credential).Resilience),
            Endpoints = credential => IbmSettings.From(credential) is var settings ? [settings.BaseUrl, settings.IamUrl] : [],
        },
        new(IonQSettings.Schema, c => new IonQProvider(IonQSettings.From(c), new VendorConnection(c.Find("api-key")!, clock)))
        {
            Pace = credential => PaceOf(IonQSettings.From(credential).Resilience),
            TargetOf = device => IonQTarget.Of(new IonQSettings(), device),
            Endpoints = credential => [IonQSettings.From(credential).BaseUrl],
        },
    ];

    // What one process keeps to by itself, all processes on a job store keep to together.
    private static SubmitPace PaceOf(ResilienceOptions options) => new(options.SubmitsPerSecond, options.SubmitBurst);
}
