using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Sqs.Providers.IonQ.Rest;

/// <summary>The parts of a job that are read.</summary>
internal sealed record JobDocument
{
    [JsonProperty("id")]
    public string? Id { get; init; }

    [JsonProperty("status")]
    public string? Status { get; init; }

    [JsonProperty("name")]
    public string? Name { get; init; }

    [JsonProperty("metadata")]
    public JObject? Metadata { get; init; }

    /// <summary>A date as text, or seconds since 1970.</summary>
    [JsonProperty("submitted_at")]
    public JToken? SubmittedAt { get; init; }

    [JsonProperty("predicted_wait_time_ms")]
    public double? PredictedWait { get; init; }

    [JsonProperty("child_job_ids")]
    public IReadOnlyList<string>? Children { get; init; }

    [JsonProperty("parent_job_id")]
    public string? Parent { get; init; }

    [JsonProperty("failure")]
    public JObject? Failure { get; init; }

    [JsonProperty("stats")]
    public JObject? Stats { get; init; }

    [JsonProperty("results")]
    public JObject? Results { get; init; }

    [JsonProperty("dry_run")]
    public bool IsDryRun { get; init; }

    public DateTimeOffset? Submitted => SubmittedAt switch
    {
        { Type: JTokenType.Integer or JTokenType.Float } => DateTimeOffset.FromUnixTimeMilliseconds((long)((double)SubmittedAt * 1000)),
        { Type: JTokenType.String or JTokenType.Date } when DateTimeOffset.TryParse(
            (string?)SubmittedAt, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset date) => date,
        _ => null,
    };
}
