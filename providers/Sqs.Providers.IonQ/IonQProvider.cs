using Newtonsoft.Json.Linq;
using Sqs.Providers.Costs;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.IonQ.Rest;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.IonQ;

/// <summary>IonQ's cloud.</summary>
public sealed class IonQProvider : IProvider, IDisposable
{
    private readonly IonQService _service;

    /// <summary>Connects an account; nothing is sent yet.</summary>
    /// <param name="settings">How it is reached.</param>
    /// <param name="connection">Key, clock and transport.</param>
    public IonQProvider(IonQSettings settings, VendorConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _service = new IonQService(settings, connection);
        Sessions = new IonQSessions(_service);
    }

    /// <inheritdoc/>
    public string Name => IonQSettings.Schema.Provider;

    /// <summary>Sessions, which limit jobs, time and money.</summary>
    public IonQSessions Sessions { get; }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<BackendSummary>>> ListBackendsAsync(CancellationToken cancellationToken)
    {
        Outcome<List<BackendDocument>> answer = await _service.Call.ReadAsync<List<BackendDocument>>(_service.Api.ListBackendsAsync, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = _service.Clock.GetUtcNow();
        return answer.Select<IReadOnlyList<BackendSummary>>(list => [.. list.Where(b => b.Backend is not null).Select(b => Summary(b, now))]);
    }

    /// <inheritdoc/>
    public IBackend Backend(string name) => new IonQBackend(_service, name);

    /// <inheritdoc/>
    public async Task<Outcome<AccountUsage>> AccountUsageAsync(CancellationToken cancellationToken)
    {
        // Usage is known per organisation only, whose identifier a key does not tell; this call proves that the key works.
        Outcome<JObject> answer = await _service.Call.ReadAsync<JObject>(_service.Api.WhoAmIAsync, cancellationToken).ConfigureAwait(false);
        return answer.Select(_ => new AccountUsage(null, null, IsExhausted: false));
    }

    /// <inheritdoc/>
    public void Dispose() => _service.Dispose();

    private static BackendSummary Summary(BackendDocument backend, DateTimeOffset now) => new(
        "ionq",
        backend.Backend!,
        backend.Status?.ToUpperInvariant() == "AVAILABLE" ? BackendState.Online : BackendState.Offline,
        backend.Qubits,
        backend.IsSimulator)
    {
        QueueTime = backend.AverageQueueTime is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        AsOf = now,
        Note = backend.IsDegraded ? "degraded" : backend.Status?.ToUpperInvariant() is "AVAILABLE" ? null : backend.Status,
    };
}
