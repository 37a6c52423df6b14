using RestEase;
using Sqs.Providers.Credentials;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm.Authentication;
using Sqs.Providers.Ibm.Errors;
using Sqs.Providers.Ibm.Rest;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Ibm;

/// <summary>
/// The connection to one instance with one credential: one token, one pipeline of pacing and repetition, shared by all backends and workers.
/// </summary>
internal sealed class IbmService : IDisposable
{
    private readonly HttpClient _http;
    private readonly IamTokenCache _tokens;
    private readonly HttpMessageHandler _transport;

    public IbmService(IbmSettings settings, Secret apiKey, TimeProvider clock, HttpMessageHandler? transport, TimeProvider? timeoutClock)
    {
        Settings = settings;
        Clock = clock;
        _transport = transport ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        TimeProvider limits = timeoutClock ?? clock;
        var iam = new ResilientHandler(settings.Resilience, clock, limits, new SharedTransport(_transport), static _ => CallKind.Repeatable);
        _tokens = new IamTokenCache(apiKey, settings.IamUrl, iam, clock);
        var handler = new ResilientHandler(settings.Resilience, clock, limits, new IamTokenHandler(_tokens, new SharedTransport(_transport)), KindOf);
        _http = new HttpClient(handler) { BaseAddress = settings.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
        Api = RestClient.For<IIbmQuantumApi>(_http);
        Api.ServiceCrn = settings.ServiceCrn;
        Api.ApiVersion = settings.ApiVersion;
        Call = new VendorCall(IbmErrorReader.Read, ["uber-trace-id", "x-request-id"], clock);
    }

    public IbmSettings Settings { get; }

    public TimeProvider Clock { get; }

    public IIbmQuantumApi Api { get; }

    public VendorCall Call { get; }

    public Task<Outcome<T>> ReadAsync<T>(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
        where T : notnull => Call.JsonAsync<T>(send, CallKind.Repeatable, cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _tokens.Dispose();
        _transport.Dispose();
    }

    // Cancelling twice does what cancelling once does.
    private static CallKind KindOf(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && !request.RequestUri!.AbsolutePath.EndsWith("/cancel", StringComparison.Ordinal) ? CallKind.Submit : CallKind.Repeatable;
}
