using System.Net;
using Newtonsoft.Json;

namespace Sqs.Providers.Resilience;

/// <summary>Tells whole answers from broken ones without building them: results can be large.</summary>
internal static class JsonBody
{
    /// <summary>Whether an answer can be used: it failed and says why, it has nothing to say, or it is one whole JSON document.</summary>
    /// <param name="method">Method of the request.</param>
    /// <param name="response">An answer whose body was read into memory.</param>
    /// <returns>Whether it can.</returns>
    public static bool IsWhole(HttpMethod method, HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NoContent)
            return true;
        Stream body = response.Content.ReadAsStream();
        if (body.Length == 0)
            return method != HttpMethod.Get;
        using var text = new StreamReader(body, leaveOpen: true);
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None };
        try
        {
            int depth = 0;
            bool isAny = false;
            while (reader.Read())
            {
                isAny = true;
                depth += reader.TokenType switch
                {
                    JsonToken.StartObject or JsonToken.StartArray => 1,
                    JsonToken.EndObject or JsonToken.EndArray => -1,
                    _ => 0,
                };
            }

            return isAny && depth == 0;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            body.Position = 0;
        }
    }
}
