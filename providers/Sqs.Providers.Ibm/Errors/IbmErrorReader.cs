using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Ibm.Errors;

/// <summary>Reads error bodies <c>{"trace", "errors":[{"code","message","solution","more_info"}]}</c> and their older form <c>{"error":{..}}</c>.</summary>
internal static class IbmErrorReader
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

        JToken? first = (body?["errors"] as JArray)?.FirstOrDefault() ?? body?["error"];
        string? code = Text(first, "code");
        ProviderError error = Of(code, Text(first, "message"), Text(first, "solution"), status);
        return error with { TraceId = (string?)body?["trace"] };
    }

    /// <summary>Makes an error of a code, as answers and failed jobs carry it.</summary>
    public static ProviderError Of(string? code, string? message, string? solution, int? status = null)
    {
        IbmErrorEntry? row = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? IbmErrorTable.Find(number) : null;
        string text = (row?.Meaning, message) switch
        {
            ({ } meaning, { Length: > 0 } said) => $"{meaning} ({said})",
            ({ } meaning, _) => meaning,
            (_, { Length: > 0 } said) => said,
            _ => status is null ? "the service gave no reason" : $"the service answered {status} without a reason",
        };
        return new ProviderError(row?.Kind ?? OfStatus(status), code ?? (status is null ? "unknown" : $"http-{status}"), text)
        {
            Remedy = row?.Remedy ?? (string.IsNullOrEmpty(solution) ? null : solution),
            HttpStatus = status,
        };
    }

    private static ProviderErrorKind OfStatus(int? status) => status switch
    {
        400 or 405 or 413 or 415 or 422 => ProviderErrorKind.FixInput,
        401 or 403 => ProviderErrorKind.Reauthenticate,
        404 => ProviderErrorKind.NotFound,
        408 or 425 or 429 => ProviderErrorKind.Retry,

        // The only documented meaning of 409 on a submit: the instance's usage limit is reached.
        402 or 409 => ProviderErrorKind.Quota,
        >= 500 => ProviderErrorKind.VendorOutage,
        _ => ProviderErrorKind.Unknown,
    };

    private static string? Text(JToken? token, string name) => token is JObject item ? item[name]?.ToString() : null;
}
