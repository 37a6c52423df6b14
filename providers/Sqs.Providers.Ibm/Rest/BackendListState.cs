using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>State of a backend in the list: online, paused or offline, and why.</summary>
internal sealed record BackendListState([property: JsonProperty("name")] string? Name, [property: JsonProperty("reason")] string? Reason);
