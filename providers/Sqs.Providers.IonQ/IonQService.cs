using RestEase;
using Sqs.Providers.Credentials;
using Sqs.Providers.Errors;
using Sqs.Providers.IonQ.Errors;
using Sqs.Providers.IonQ.Rest;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.IonQ;

/// <summary>The connection with one key: one pipeline of pacing and repetition, shared by all backends and workers.</summary>
internal sealed class IonQService : IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpMessageHandler _transport;

    public IonQService(IonQSettings settings, Secret apiKey, TimeProvider clock, HttpMessageHandler? transport, TimeProvider? timeoutClock)
    {
        Settings = settings;
        Clock = clock;
        _transport = transport ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var handler = new ResilientHandler(settings.Resilience, clock, timeoutClock ?? clock, new ApiKeyHandler(apiKey, new SharedTransport(_transport)), KindOf);
        _http = new HttpClient(handler) { BaseAddress = settings.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
        Api = RestClient.For<IIonQApi>(_http);
        Call = new VendorCall(IonQErrorReader.Read, ["x-request-id"], clock);
    }

    public IonQSettings Settings { get; }

    public TimeProvider Clock { get; }

    public IIonQApi Api { get; }

    public VendorCall Call { get; }

    public Task<Outcome<T>> ReadAsync<T>(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
        where T : notnull => Call.JsonAsync<T>(send, CallKind.Repeatable, cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _transport.Dispose();
    }

    // Ending a session twice does what ending it once does.
    private static CallKind KindOf(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && !request.RequestUri!.AbsolutePath.EndsWith("/end", StringComparison.Ordinal) ? CallKind.Submit : CallKind.Repeatable;
}
