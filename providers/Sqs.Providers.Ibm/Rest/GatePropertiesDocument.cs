using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>Calibration of one gate.</summary>
internal sealed record GatePropertiesDocument
{
    [JsonProperty("gate")]
    public string Gate { get; init; } = string.Empty;

    [JsonProperty("qubits")]
    public int[] Qubits { get; init; } = [];

    [JsonProperty("parameters")]
    public IReadOnlyList<PropertyDocument> Parameters { get; init; } = [];
}
