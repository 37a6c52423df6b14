using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Errors;

namespace Sqs.Providers.IonQ.Errors;

/// <summary>Reads error bodies <c>{"statusCode","error","message","validation"}</c> and the variants that have been seen.</summary>
internal static class IonQErrorReader
{
    public static ProviderError Read(int status, string text)
    {
        JObject? body = null;
        try
        {
            body = JToken.Parse(text) as JObject;
        }
        catch (JsonReaderException)
        {
            // Gateways answer with HTML: the status is all there is.
        }

        string? message = (string?)body?["message"] ?? (string?)(body?["error"] as JObject)?["message"];
        string? name = body?["code"]?.ToString() ?? (string?)(body?["error"] as JObject)?["type"];
        if (body?["validation"]?["keys"] is JArray keys)
            message = $"{message} (see {string.Join(", ", keys)})";
        return new ProviderError(OfStatus(status), name ?? $"http-{status}", message ?? $"the service answered {status} without a reason")
        {
            Remedy = Remedy(status),
            HttpStatus = status,
        };
    }

    /// <summary>Makes an error of a failed job.</summary>
    public static ProviderError Of(string? code, string? message)
    {
        if (code is null || !IonQErrorTable.Rows.TryGetValue(code, out IonQErrorEntry? row))
            return new ProviderError(ProviderErrorKind.Unknown, code ?? "unknown", message ?? "the service gave no reason");
        string text = string.IsNullOrEmpty(message) ? row.Meaning : $"{row.Meaning} ({message})";
        return new ProviderError(row.Kind, row.Code, text) { Remedy = row.Remedy };
    }

    private static ProviderErrorKind OfStatus(int status) => status switch
    {
        401 or 403 => ProviderErrorKind.Reauthenticate,
        402 => ProviderErrorKind.Quota,
        404 or 410 => ProviderErrorKind.NotFound,
        408 or 425 or 429 => ProviderErrorKind.Retry,
        >= 400 and < 500 => ProviderErrorKind.FixInput,
        >= 500 => ProviderErrorKind.VendorOutage,
        _ => ProviderErrorKind.Unknown,
    };

    private static string? Remedy(int status) => status switch
    {
        401 or 403 => "check the API key, then run sqs auth login ionq",
        413 => "split the job; a request may have 10 MB",
        429 => "wait; requests are paced by themselves",
        500 => "name the trace to the vendor's support",
        _ => null,
    };
}
