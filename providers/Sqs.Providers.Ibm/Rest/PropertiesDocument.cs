using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>A backend's calibration.</summary>
internal sealed record PropertiesDocument
{
    [JsonProperty("last_update_date")]
    public DateTimeOffset? LastUpdate { get; init; }

    [JsonProperty("qubits")]
    public IReadOnlyList<IReadOnlyList<PropertyDocument>> Qubits { get; init; } = [];

    [JsonProperty("gates")]
    public IReadOnlyList<GatePropertiesDocument> Gates { get; init; } = [];
}
