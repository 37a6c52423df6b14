using Newtonsoft.Json;

namespace Sqs.Providers.IonQ.Rest;

/// <summary>The parts of a backend that are read.</summary>
internal sealed record BackendDocument
{
    [JsonProperty("backend")]
    public string? Backend { get; init; }

    [JsonProperty("status")]
    public string? Status { get; init; }

    [JsonProperty("qubits")]
    public int Qubits { get; init; }

    /// <summary>The unit is not documented; the sample value suggests milliseconds.</summary>
    [JsonProperty("average_queue_time")]
    public double? AverageQueueTime { get; init; }

    [JsonProperty("degraded")]
    public bool IsDegraded { get; init; }

    [JsonProperty("characterization_id")]
    public string? CharacterizationId { get; init; }

    [JsonProperty("supported_native_gates")]
    public IReadOnlyList<string>? NativeGates { get; init; }

    public bool IsSimulator => Backend?.Contains("simulator", StringComparison.OrdinalIgnoreCase) ?? false;
}
