using Newtonsoft.Json.Linq;
using RestEase;
using Sqs.Providers.Credentials;
using Sqs.Providers.Errors;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Ibm.Authentication;

/// <summary>
/// One token for all callers of a credential, renewed before it ends: when less than 360 seconds or a tenth of its life are left. There
/// is no refresh flow; the key is exchanged again. Safe for use by several threads: one of them renews, the others wait.
/// </summary>
public sealed class IamTokenCache : IDisposable
{
    private static readonly TimeSpan LeastRemaining = TimeSpan.FromSeconds(360);

    private readonly Secret _key;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly IIamApi _api;
    private readonly VendorCall _call;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Entry? _entry;

    /// <summary>Creates an empty cache.</summary>
    /// <param name="key">The API key.</param>
    /// <param name="address">Address of the token service.</param>
    /// <param name="handler">Sends requests; exchanging a key is repeatable.</param>
    /// <param name="clock">The clock.</param>
    public IamTokenCache(Secret key, Uri address, HttpMessageHandler handler, TimeProvider clock)
    {
        _key = key;
        _clock = clock;
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _api = RestClient.For<IIamApi>(_http);
        _call = new VendorCall(ReadError, ["transaction-id", "x-request-id"], clock);
    }

    /// <summary>A token that lives on for a while.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The token.</returns>
    /// <exception cref="CredentialRefusedException">There is none to be had.</exception>
    public async Task<Secret> GetAsync(CancellationToken cancellationToken)
    {
        if (_entry is { } fresh && _clock.GetUtcNow() < fresh.RenewAt)
            return fresh.Token;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_entry is { } renewed && _clock.GetUtcNow() < renewed.RenewAt)
                return renewed.Token;
            var form = new Dictionary<string, string>
            {
                ["grant_type"] = "urn:ibm:params:oauth:grant-type:apikey",
                ["apikey"] = _key.Reveal(),
            };
            DateTimeOffset asked = _clock.GetUtcNow();
            Outcome<IamToken> answer = await _call
                .JsonAsync<IamToken>(token => _api.ExchangeAsync(form, token), CallKind.Repeatable, cancellationToken).ConfigureAwait(false);
            if (!answer.TryGet(out IamToken? token, out ProviderError? error))
                throw new CredentialRefusedException(error);
            if (string.IsNullOrEmpty(token.AccessToken))
                throw new CredentialRefusedException(new ProviderError(ProviderErrorKind.VendorOutage, "no-token", "the token service answered without a token"));
            TimeSpan life = TimeSpan.FromSeconds(token.ExpiresIn);
            TimeSpan margin = life / 10 > LeastRemaining ? life / 10 : LeastRemaining;

            // A token that lives shorter than the margin is used for half its life, or every call would renew it.
            DateTimeOffset renewAt = asked + (life > margin * 2 ? life - margin : life / 2);
            _entry = new Entry(new Secret(token.AccessToken), renewAt);
            return _entry.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets a token the service refused; one that was renewed since stays.</summary>
    /// <param name="refused">The token that was refused.</param>
    public void Invalidate(Secret refused)
    {
        Entry? entry = _entry;
        if (entry is not null && ReferenceEquals(entry.Token, refused))
            Interlocked.CompareExchange(ref _entry, null, entry);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    private static ProviderError ReadError(int status, string text)
    {
        string code = "iam";
        string message = $"the token service answered {status}";
        try
        {
            JObject body = JObject.Parse(text);
            code = (string?)body["errorCode"] ?? code;
            message = (string?)body["errorMessage"] ?? message;
        }
        catch (Newtonsoft.Json.JsonException)
        {
            // No JSON: the status is all there is.
        }

        return status is 400 or 401 or 403
            ? new ProviderError(ProviderErrorKind.Reauthenticate, code, message) { Remedy = "check the API key, then run sqs auth login ibm" }
            : new ProviderError(ProviderErrorKind.VendorOutage, code, message);
    }

    private sealed record Entry(Secret Token, DateTimeOffset RenewAt);
}
