using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>One calibrated value.</summary>
internal sealed record PropertyDocument
{
    [JsonProperty("name")]
    public string Name { get; init; } = string.Empty;

    [JsonProperty("value")]
    public double Value { get; init; }

    [JsonProperty("unit")]
    public string? Unit { get; init; }

    /// <summary>The value in seconds, where the unit is one of time; else as it is.</summary>
    public double InSeconds => Unit switch
    {
        "ns" => Value * 1e-9,
        "us" or "µs" => Value * 1e-6,
        "ms" => Value * 1e-3,
        _ => Value,
    };
}
