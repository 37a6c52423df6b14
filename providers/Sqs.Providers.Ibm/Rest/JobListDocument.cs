using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>A page of jobs.</summary>
internal sealed record JobListDocument([property: JsonProperty("jobs")] IReadOnlyList<JobDocument>? Jobs);
