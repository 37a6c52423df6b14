using Newtonsoft.Json.Linq;

namespace Sqs.Providers.Emulation.Hosting;

/// <summary>An answer of an emulated service.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON body, or null for none.</param>
internal sealed record ApiReply(int Status, JToken? Body = null)
{
    /// <summary>Seconds of the header <c>Retry-After</c>.</summary>
    public int? RetryAfter { get; init; }
}
