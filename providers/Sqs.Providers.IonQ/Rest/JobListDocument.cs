using Newtonsoft.Json;

namespace Sqs.Providers.IonQ.Rest;

/// <summary>A page of jobs.</summary>
internal sealed record JobListDocument([property: JsonProperty("jobs")] IReadOnlyList<JobDocument>? Jobs, [property: JsonProperty("next")] string? Next);
