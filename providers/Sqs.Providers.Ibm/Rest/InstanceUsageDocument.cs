using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>What an instance has used and may use, seconds.</summary>
internal sealed record InstanceUsageDocument
{
    [JsonProperty("usage_consumed_seconds")]
    public double Consumed { get; init; }

    [JsonProperty("usage_limit_seconds")]
    public double? Limit { get; init; }

    [JsonProperty("usage_allocation_seconds")]
    public double? Allocation { get; init; }

    [JsonProperty("usage_limit_reached")]
    public bool LimitReached { get; init; }
}
