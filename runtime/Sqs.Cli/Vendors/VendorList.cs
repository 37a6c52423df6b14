using Sqs.Providers.Ibm;
using Sqs.Providers.IonQ;
using Sqs.Providers.Native;
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
        new(IbmSettings.Schema, c => new IbmProvider(IbmSettings.From(c), c.Find("api-key")!, clock))
        {
            TargetOf = IbmTarget.Of,
            Endpoints = credential => IbmSettings.From(credential) is var settings ? [settings.BaseUrl, settings.IamUrl] : [],
        },
        new(IonQSettings.Schema, c => new IonQProvider(IonQSettings.From(c), c.Find("api-key")!, clock))
        {
            TargetOf = device => IonQTarget.Of(new IonQSettings(), device),
            Endpoints = credential => [IonQSettings.From(credential).BaseUrl],
        },
    ];
}
