using Sqs.Compiler.Targets.IonQ;
using Sqs.Providers.Credentials;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.IonQ;

/// <summary>How IonQ is reached, and the choices its own texts leave open.</summary>
public sealed record IonQSettings
{
    /// <summary>What a credential holds: key, and an address for other servers.</summary>
    public static readonly CredentialSchema Schema = new("ionq",
    [
        new("api-key", "API key", true, true, ["IONQ_API_KEY", "SQS_IONQ_API_KEY"]),
        new("url", "service address", false, false, ["SQS_IONQ_URL"]) { IsAddress = true },
        new("gateset", "gate set (qis or native)", false, false, ["SQS_IONQ_GATESET"]),
        new("mid-circuit", "whether devices measure inside a program (true or false)", false, false, ["SQS_IONQ_MID_CIRCUIT"]),
        new("submits-per-minute", "submits a minute", false, false, ["SQS_IONQ_SUBMITS_PER_MINUTE"]),
        new("service-version", "compilation service version", false, false, ["SQS_IONQ_SERVICE_VERSION"]),
    ]);

    /// <summary>Address of the REST API, with its version, without a slash at the end.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.ionq.co/v0.4");

    /// <summary>Spelling of circuits.</summary>
    public IonQGateSet GateSet { get; init; } = IonQGateSet.Qis;

    /// <summary>Choices of the JSON form of circuits.</summary>
    public IonQOptions Circuits { get; init; } = new();

    /// <summary>Sent as <c>settings.compilation.service_version</c> with OpenQASM jobs, without which registers keep no names; null to leave it out.</summary>
    public string? ServiceVersion { get; init; } = "v0.4";

    /// <summary>
    /// Whether bit 0 stands leftmost in bit strings of results in version 2. The specification does not say; one third-party text says so.
    /// Shots in version 2 do not depend on it and are preferred.
    /// </summary>
    public bool FirstBitLeftmost { get; init; } = true;

    /// <summary>
    /// Whether the devices of this account measure and reset inside a program; the service does not tell which do. Such programs go as
    /// OpenQASM 3 text.
    /// </summary>
    public bool HasMidCircuitMeasurement { get; init; }

    /// <summary>How calls are paced and repeated. The vendor publishes no numbers.</summary>
    public ResilienceOptions Resilience { get; init; } = new();

    /// <summary>Reads the settings of a credential.</summary>
    /// <param name="credential">A credential of <see cref="Schema"/>.</param>
    /// <returns>The settings.</returns>
    public static IonQSettings From(Credential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var settings = new IonQSettings();
        if (VendorSettings.Address(credential, "url") is { } url)
            settings = settings with { BaseUrl = url };
        if (credential.Text("service-version") is { } version)
            settings = settings with { ServiceVersion = version == "none" ? null : version };
        if (VendorSettings.SubmitsPerMinute(credential) is { } submits)
            settings = settings with { Resilience = settings.Resilience.WithSubmitsPerMinute(submits) };
        settings = settings with { HasMidCircuitMeasurement = string.Equals(credential.Text("mid-circuit"), "true", StringComparison.OrdinalIgnoreCase) };
        return string.Equals(credential.Text("gateset"), "native", StringComparison.OrdinalIgnoreCase)
            ? settings with { GateSet = IonQGateSet.Native }
            : settings;
    }
}
