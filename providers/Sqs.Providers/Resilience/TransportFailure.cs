using System.Net;
using System.Net.Http.Headers;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Resilience;

/// <summary>Sorts what can go wrong between us and a vendor.</summary>
public static class TransportFailure
{
    /// <summary>Whether an answer may differ when the same request is repeated a little later.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <returns>True for 408, 429, and the 5xx that gateways and overloaded services give.</returns>
    public static bool IsTransient(HttpStatusCode status) =>
        (int)status is 408 or 429 or 500 or 502 or 503 or 504 or (>= 520 and <= 529);

    /// <summary>Whether an exception is a failure of the transport, not a bug.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsTransport(Exception? exception) =>
        exception is HttpRequestException or IOException or TimeoutRejectedException;

    /// <summary>Whether a transport failure proves that the request never reached the vendor: there was no connection to send it on.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Whether it does.</returns>
    public static bool NeverSent(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>How long an answer asks to wait.</summary>
    /// <param name="headers">Its headers.</param>
    /// <param name="now">The time now, for answers that name a date.</param>
    /// <returns>The wait, or null.</returns>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(headers);
        TimeSpan? wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Turns a failed call into an error.</summary>
    /// <param name="exception">What the call threw.</param>
    /// <param name="kind">What repeating the request would do.</param>
    /// <returns>The error, or null where the exception is no failure of the transport.</returns>
    public static ProviderError? ToError(Exception exception, CallKind kind)
    {
        Acceptance acceptance = kind == CallKind.Submit && !NeverSent(exception) ? Acceptance.Unclear : Acceptance.Refused;
        return exception switch
        {
            BrokenCircuitException broken => new ProviderError(ProviderErrorKind.VendorOutage, "circuit-open", $"the service failed repeatedly, last with '{broken.Message}', and is left alone for a while")
            {
                RetryAfter = broken.RetryAfter,
            },
            TimeoutRejectedException => new ProviderError(ProviderErrorKind.Retry, "timeout", Describe(exception)) { Acceptance = acceptance },
            BrokenAnswerException => new ProviderError(ProviderErrorKind.Retry, "bad-answer", Describe(exception)) { Acceptance = acceptance },
            HttpRequestException or IOException => new ProviderError(ProviderErrorKind.Retry, "transport", Describe(exception))
            {
                Acceptance = acceptance,
                Remedy = NeverSent(exception) ? "check the network and the service's address" : null,
            },
            _ => null,
        };
    }

    /// <summary>Says what failed, for people.</summary>
    /// <param name="exception">A failure of the transport.</param>
    /// <returns>A text without addresses or credentials.</returns>
    internal static string Describe(Exception exception) => exception switch
    {
        TimeoutRejectedException timeout => $"no answer within {timeout.Timeout.TotalSeconds:0.#} s",
        HttpRequestException http => $"the connection failed ({http.HttpRequestError})",
        BrokenAnswerException broken => broken.Message,
        _ => "the connection broke",
    };
}
