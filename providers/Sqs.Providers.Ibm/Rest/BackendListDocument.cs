using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>The list of backends.</summary>
internal sealed record BackendListDocument([property: JsonProperty("devices")] IReadOnlyList<BackendListEntry>? Devices);
