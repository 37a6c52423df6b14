using Newtonsoft.Json;
using Polly.CircuitBreaker;
using Sqs.Providers.Credentials;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Resilience;

/// <summary>Makes calls of a REST interface and turns every way they end into an outcome.</summary>
/// <param name="readError">Reads the vendor's error body: HTTP status and text give the error.</param>
/// <param name="traceHeaders">Headers that may hold the vendor's identifier of the request, first match wins.</param>
/// <param name="clock">The clock, for waits given as a date.</param>
public sealed class VendorCall(Func<int, string, ProviderError> readError, IReadOnlyList<string> traceHeaders, TimeProvider clock)
{
    private static readonly JsonSerializerSettings Json = new()
    {
        // Dates stay text unless a property says otherwise; numbers of money stay decimal.
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Double,
        MaxDepth = 64,
    };

    /// <summary>Makes a call that answers with text.</summary>
    /// <param name="send">Makes the call.</param>
    /// <param name="kind">What repeating it would do.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The text of a 2xx answer.</returns>
    public async Task<Outcome<string>> TextAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CallKind kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(send);
        try
        {
            using HttpResponseMessage response = await send(cancellationToken).ConfigureAwait(false);
            string text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? text : Refusal(response, text, kind);
        }
        catch (CredentialRefusedException refused)
        {
            return refused.Error;
        }
        catch (Exception exception) when (TransportFailure.IsTransport(exception) || exception is BrokenCircuitException)
        {
            return TransportFailure.ToError(exception, kind)!;
        }
    }

    /// <summary>Makes a call that only reads, and answers with JSON.</summary>
    /// <typeparam name="T">Type of the answer.</typeparam>
    /// <param name="send">Makes the call.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    public Task<Outcome<T>> ReadAsync<T>(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
        where T : notnull => JsonAsync<T>(send, CallKind.Repeatable, cancellationToken);

    /// <summary>Makes a call that answers with JSON.</summary>
    /// <typeparam name="T">Type of the answer.</typeparam>
    /// <param name="send">Makes the call.</param>
    /// <param name="kind">What repeating it would do.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer.</returns>
    public async Task<Outcome<T>> JsonAsync<T>(Func<CancellationToken, Task<HttpResponseMessage>> send, CallKind kind, CancellationToken cancellationToken)
        where T : notnull
    {
        Outcome<string> text = await TextAsync(send, kind, cancellationToken).ConfigureAwait(false);
        return text.Error is null ? Parse<T>(text.Value, kind) : text.Error;
    }

    /// <summary>Reads a vendor's JSON.</summary>
    /// <typeparam name="T">Type of the document.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="kind">What repeating the call that gave it would do.</param>
    /// <returns>The document, or an error that asks to repeat.</returns>
    public static Outcome<T> Parse<T>(string text, CallKind kind = CallKind.Repeatable)
        where T : notnull
    {
        try
        {
            if (JsonConvert.DeserializeObject<T>(text, Json) is { } value)
                return value;
        }
        catch (JsonException)
        {
            // Reported below: a broken answer says nothing about what the vendor did.
        }

        return new ProviderError(ProviderErrorKind.Retry, "bad-answer", $"the answer is no complete JSON document ({text.Length} characters)")
        {
            Acceptance = kind == CallKind.Submit ? Acceptance.Unclear : Acceptance.Refused,
        };
    }

    private ProviderError Refusal(HttpResponseMessage response, string text, CallKind kind)
    {
        int status = (int)response.StatusCode;
        ProviderError error = readError(status, text);

        // A refused token is unclear too: jobs have been seen to exist although their submit answered 401.
        bool isUnclear = kind == CallKind.Submit && status is 401 or 408 or >= 500;
        string? trace = error.TraceId;
        foreach (string header in traceHeaders)
        {
            if (trace is null && response.Headers.TryGetValues(header, out IEnumerable<string>? values))
                trace = values.FirstOrDefault();
        }

        return error with
        {
            HttpStatus = status,
            TraceId = trace,
            RetryAfter = TransportFailure.RetryAfter(response.Headers, clock.GetUtcNow()) ?? error.RetryAfter,
            Acceptance = kind == CallKind.Submit && isUnclear ? Acceptance.Unclear : Acceptance.Refused,
        };
    }
}
