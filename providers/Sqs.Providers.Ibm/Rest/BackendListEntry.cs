using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>A backend in the list.</summary>
internal sealed record BackendListEntry
{
    [JsonProperty("name")]
    public string? Name { get; init; }

    [JsonProperty("status")]
    public BackendListState? Status { get; init; }

    [JsonProperty("is_simulator")]
    public bool IsSimulator { get; init; }

    [JsonProperty("qubits")]
    public int Qubits { get; init; }

    [JsonProperty("queue_length")]
    public int? QueueLength { get; init; }
}
