using Sqs.Providers.Credentials;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Ibm;

/// <summary>How an IBM Quantum instance is reached. Addresses default to the vendor's.</summary>
/// <param name="ServiceCrn">Cloud resource name of the instance; it selects instance and region.</param>
public sealed record IbmSettings(string ServiceCrn)
{
    /// <summary>The API version that is pinned: answers have the shapes of that date.</summary>
    public const string DefaultApiVersion = "2026-04-15";

    /// <summary>What a credential holds: key, instance, and addresses for other servers.</summary>
    public static readonly CredentialSchema Schema = new("ibm",
    [
        new("api-key", "API key", true, true, ["IBM_QUANTUM_API_KEY", "SQS_IBM_API_KEY"]),
        new("crn", "instance CRN", false, true, ["IBM_QUANTUM_CRN", "SQS_IBM_CRN"]),
        new("url", "service address", false, false, ["SQS_IBM_URL"]) { IsAddress = true },
        new("iam-url", "token service address", false, false, ["SQS_IBM_IAM_URL"]) { IsAddress = true },
        new("api-version", "API version", false, false, ["SQS_IBM_API_VERSION"]),
        new("submits-per-minute", "submits a minute", false, false, ["SQS_IBM_SUBMITS_PER_MINUTE"]),
    ]);

    /// <summary>Address of the REST API, without a slash at the end.</summary>
    public Uri BaseUrl { get; init; } = new(UrlOf(ServiceCrn));

    /// <summary>Address of the token service.</summary>
    public Uri IamUrl { get; init; } = new("https://iam.cloud.ibm.com");

    /// <summary>Value of the header <c>IBM-API-Version</c>.</summary>
    public string ApiVersion { get; init; } = DefaultApiVersion;

    /// <summary>How calls are paced and repeated. The vendor admits 5 submits a minute.</summary>
    public ResilienceOptions Resilience { get; init; } = new() { SubmitBurst = 5, SubmitsPerSecond = 5.0 / 60 };

    /// <summary>Region of the instance, the sixth field of its CRN.</summary>
    public string Region => RegionOf(ServiceCrn);

    /// <summary>Reads the settings of a credential.</summary>
    /// <param name="credential">A credential of <see cref="Schema"/>.</param>
    /// <returns>The settings.</returns>
    public static IbmSettings From(Credential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var settings = new IbmSettings(credential.Text("crn") ?? string.Empty);
        if (VendorSettings.Address(credential, "url") is { } url)
            settings = settings with { BaseUrl = url };
        if (VendorSettings.Address(credential, "iam-url") is { } iam)
            settings = settings with { IamUrl = iam };
        if (VendorSettings.SubmitsPerMinute(credential) is { } submits)
            settings = settings with { Resilience = settings.Resilience.WithSubmitsPerMinute(submits) };
        return credential.Text("api-version") is { } version ? settings with { ApiVersion = version } : settings;
    }

    private static string RegionOf(string crn)
    {
        string[] fields = crn.Split(':');
        return fields.Length > 5 && fields[5].Length > 0 ? fields[5] : "us-east";
    }

    private static string UrlOf(string crn)
    {
        string region = RegionOf(crn);
        return region == "us-east" ? "https://quantum.cloud.ibm.com/api/v1" : $"https://{region}.quantum.cloud.ibm.com/api/v1";
    }
}
