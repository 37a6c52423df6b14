using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>State of a job, and why it ended.</summary>
internal sealed record JobStateDocument
{
    [JsonProperty("status")]
    public string? Status { get; init; }

    [JsonProperty("reason")]
    public string? Reason { get; init; }

    /// <summary>A number or a text.</summary>
    [JsonProperty("reason_code")]
    public JToken? ReasonCode { get; init; }

    [JsonProperty("reason_solution")]
    public string? ReasonSolution { get; init; }
}
