namespace Sqs.Providers.Resilience;

/// <summary>The transport of one connection and the handlers over it: each paces, times out and repeats on its own, and all send through the one transport.</summary>
public sealed class VendorPipeline : IDisposable
{
    private readonly VendorConnection _connection;
    private readonly ResilienceOptions _options;
    private readonly HttpMessageHandler _transport;

    /// <summary>Creates the pipeline; nothing is sent yet.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">How calls are paced and repeated.</param>
    public VendorPipeline(VendorConnection connection, ResilienceOptions options)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _options = options;
        _transport = connection.Transport ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
    }

    /// <summary>Makes a handler with pacing, time limits, repetition and circuit breaker of its own.</summary>
    /// <param name="authorise">Puts what adds the credential before the transport; null for none.</param>
    /// <param name="repeatablePost">End of the path of POST requests that do the same when repeated; null where all are submits, empty where none is.</param>
    /// <returns>The handler; whoever uses it disposes it, and the transport stays.</returns>
    public ResilientHandler Handler(Func<HttpMessageHandler, HttpMessageHandler>? authorise, string? repeatablePost)
    {
        var shared = new SharedTransport(_transport);
        return new ResilientHandler(_options, _connection.Clock, _connection.TimeoutClock ?? _connection.Clock, authorise?.Invoke(shared) ?? shared, request => KindOf(request, repeatablePost));
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static CallKind KindOf(HttpRequestMessage request, string? repeatablePost) =>
        request.Method == HttpMethod.Post && (repeatablePost is null || !request.RequestUri!.AbsolutePath.EndsWith(repeatablePost, StringComparison.Ordinal))
            ? CallKind.Submit
            : CallKind.Repeatable;
}
