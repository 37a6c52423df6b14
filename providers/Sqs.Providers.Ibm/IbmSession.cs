using Newtonsoft.Json.Linq;

namespace Sqs.Providers.Ibm;

/// <summary>A session or batch.</summary>
/// <param name="Id">The vendor's identifier.</param>
/// <param name="Mode">Batch or dedicated.</param>
/// <param name="State">Open, active, inactive or closed, in the vendor's words.</param>
/// <param name="IsAcceptingJobs">Whether jobs may join.</param>
/// <param name="ElapsedSeconds">Seconds a dedicated session was active, which are charged; null where unknown.</param>
public sealed record IbmSession(string Id, string Mode, string State, bool IsAcceptingJobs, double? ElapsedSeconds)
{
    internal static IbmSession Read(JObject body) => new(
        (string?)body["id"] ?? string.Empty,
        (string?)body["mode"] ?? string.Empty,
        (string?)body["state"] ?? string.Empty,
        (bool?)body["accepting_jobs"] ?? true,
        (double?)body["elapsed_time"]);
}
