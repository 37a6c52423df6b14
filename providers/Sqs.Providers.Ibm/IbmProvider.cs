using Sqs.Providers.Costs;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm.Rest;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Ibm;

/// <summary>The IBM Quantum Compute Service.</summary>
public sealed class IbmProvider : IProvider, IDisposable
{
    private readonly IbmService _service;

    /// <summary>Connects an instance; nothing is sent yet.</summary>
    /// <param name="settings">How it is reached.</param>
    /// <param name="connection">Key, clock and transport.</param>
    public IbmProvider(IbmSettings settings, VendorConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _service = new IbmService(settings, connection);
        Sessions = new IbmSessions(_service);
    }

    /// <inheritdoc/>
    public string Name => IbmSettings.Schema.Provider;

    /// <summary>Sessions and batches.</summary>
    public IbmSessions Sessions { get; }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<BackendSummary>>> ListBackendsAsync(CancellationToken cancellationToken)
    {
        Outcome<BackendListDocument> answer = await _service.Call.ReadAsync<BackendListDocument>(_service.Api.ListBackendsAsync, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = _service.Clock.GetUtcNow();
        return answer.Select<IReadOnlyList<BackendSummary>>(list => [.. (list.Devices ?? []).Where(d => d.Name is not null).Select(d => Summary(d, now))]);
    }

    /// <inheritdoc/>
    public IBackend Backend(string name) => new IbmBackend(_service, name);

    /// <inheritdoc/>
    public async Task<Outcome<AccountUsage>> AccountUsageAsync(CancellationToken cancellationToken)
    {
        Outcome<InstanceUsageDocument> answer = await _service.Call.ReadAsync<InstanceUsageDocument>(_service.Api.UsageAsync, cancellationToken).ConfigureAwait(false);
        return answer.Select(usage =>
        {
            double? limit = usage.Limit ?? usage.Allocation;
            Money? remaining = limit is null ? null : new Money((decimal)Math.Max(limit.Value - usage.Consumed, 0), Money.QpuSeconds);
            return new AccountUsage(new Money((decimal)usage.Consumed, Money.QpuSeconds), remaining, usage.LimitReached);
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _service.Dispose();

    private static BackendSummary Summary(BackendListEntry entry, DateTimeOffset now)
    {
        BackendState state = entry.Status?.Name?.ToUpperInvariant() switch
        {
            "ONLINE" or "ACTIVE" or null => BackendState.Online,
            "PAUSED" => BackendState.Paused,
            _ => BackendState.Offline,
        };
        return new BackendSummary("ibm", entry.Name!, state, entry.Qubits, entry.IsSimulator)
        {
            QueueLength = entry.QueueLength,
            AsOf = now,
            Note = string.IsNullOrEmpty(entry.Status?.Reason) ? null : entry.Status.Reason,
        };
    }
}
