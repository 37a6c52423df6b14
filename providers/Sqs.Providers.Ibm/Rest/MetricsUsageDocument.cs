using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>Usage of a job, seconds; pending until it is settled.</summary>
internal sealed record MetricsUsageDocument
{
    [JsonProperty("quantum_seconds")]
    public double? QuantumSeconds { get; init; }

    [JsonProperty("seconds")]
    public double? Seconds { get; init; }

    [JsonProperty("qpu_charge_time_seconds")]
    public double? ChargeSeconds { get; init; }

    [JsonProperty("status")]
    public string? Status { get; init; }
}
