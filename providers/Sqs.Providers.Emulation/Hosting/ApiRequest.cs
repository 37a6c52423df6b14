using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Sqs.Providers.Emulation.Hosting;

/// <summary>A request to an emulated service.</summary>
/// <param name="Method">HTTP method, upper case.</param>
/// <param name="Path">Segments of the path.</param>
/// <param name="Query">Query parameters.</param>
/// <param name="Headers">Headers, names in any case.</param>
/// <param name="Text">The body.</param>
internal sealed record ApiRequest(
    string Method, IReadOnlyList<string> Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Text)
{
    /// <summary>A header.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The body as a JSON object.</summary>
    public JObject? Json()
    {
        try
        {
            return JToken.Parse(Text) as JObject;
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }
}
