using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>The parts of a job that are read.</summary>
internal sealed record JobDocument
{
    [JsonProperty("id")]
    public string? Id { get; init; }

    [JsonProperty("status")]
    public string? Status { get; init; }

    [JsonProperty("state")]
    public JobStateDocument? State { get; init; }

    [JsonProperty("created")]
    public DateTimeOffset? Created { get; init; }

    [JsonProperty("tags")]
    public IReadOnlyList<string>? Tags { get; init; }
}
