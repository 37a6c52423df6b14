using Newtonsoft.Json;

namespace Sqs.Providers.Ibm.Rest;

/// <summary>The parts of a job's metrics that are read.</summary>
internal sealed record MetricsDocument([property: JsonProperty("usage")] MetricsUsageDocument? Usage);
