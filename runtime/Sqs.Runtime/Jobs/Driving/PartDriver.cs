using Sqs.Compiler.Diagnostics;
using Sqs.Providers;
using Sqs.Providers.Costs;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Runtime.Jobs.Driving;

/// <summary>
/// Takes one step of one part: asks or tells the vendor once, and stores what came of it. All waiting is in the stored due times, so
/// another process can go on at any moment. The intent to send is stored before a request leaves; after an unclear answer the vendor is
/// searched for our key, and only a search that stays empty for long enough lets the job be sent again.
/// </summary>
public sealed partial class PartDriver
{
    private static readonly TimeSpan LongestUsageWait = TimeSpan.FromHours(6);
    private static readonly TimeSpan LongestFetchWait = TimeSpan.FromMinutes(10);

    private readonly IJobStore _store;
    private readonly ProviderCatalog _providers;
    private readonly JobPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly IStepObserver? _observer;

    /// <summary>Creates a driver.</summary>
    /// <param name="store">Where jobs are kept.</param>
    /// <param name="providers">Who runs them.</param>
    /// <param name="policy">How they are followed.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="observer">Is told of every step, or null.</param>
    public PartDriver(IJobStore store, ProviderCatalog providers, JobPolicy policy, TimeProvider clock, IStepObserver? observer = null)
    {
        _store = store;
        _providers = providers;
        _policy = policy;
        _clock = clock;
        _observer = observer;
    }

    /// <summary>Takes the next step.</summary>
    /// <param name="lease">The part; its lease ends with the step.</param>
    /// <param name="cancellationToken">Stops the step. A request under way is reconciled later.</param>
    /// <returns>Completes when the outcome is stored.</returns>
    /// <exception cref="LeaseLostException">Another worker took over.</exception>
    public async Task StepAsync(PartLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (await WatchCredentialAsync(lease).ConfigureAwait(false))
            return;
        using IDisposable? observed = _observer?.Begin(lease.Part);

        // A rehearsal is not sent to the vendor, nor looked for there, because an address changed. What was never sent may be cancelled anywhere.
        bool isOnlyCancelled = lease.Cancel != CancelRequest.None && lease.Part.State is JobState.Validated or JobState.Held && lease.Part.Attempts == 0;
        if (lease.Part.Host is { } host && !isOnlyCancelled && _providers.HostOf(lease.Part.Backend) is var now && now != host)
            throw new DiagnosticException(ProviderDiagnostics.OtherHost.At(SourceSpan.None, lease.Part.JobId, lease.Part.Backend, host, now ?? "this machine"));
        IBackend backend = _providers.Backend(lease.Part.Backend);
        var prepared = JobJson.Read<PreparedJob>(await _store.GetAsync(lease.Part.Prepared, cancellationToken).ConfigureAwait(false));
        var step = new Step(this, lease, backend, prepared, cancellationToken);
        await (lease.Part.State switch
        {
            JobState.Validated or JobState.Held => step.SendAsync(),

            // Found in this state, the process that sent it has died.
            JobState.Submitting => step.SaveAsync(lease.Part.To(JobState.SubmitUnknown, step.Now + _policy.Searches[0], "the sender died") with { Searches = 0 }),
            JobState.SubmitUnknown => step.SearchAsync(),
            JobState.Submitted or JobState.Running => step.FollowAsync(),
            JobState.Fetching => step.FetchAsync(),
            _ => step.SettleAsync(),
        }).ConfigureAwait(false);
    }

    // While a credential that the vendor refused stays what it was, only this machine is asked; a mended one is noticed within seconds.
    private async Task<bool> WatchCredentialAsync(PartLease lease)
    {
        JobPart part = lease.Part;
        DateTimeOffset now = _clock.GetUtcNow();
        if (part.RefusedAt is not { } refusedAt || _providers.Refresh(part.Backend) != part.RefusedCredential || now - refusedAt >= _policy.CredentialRetry)
            return false;
        await _store.SaveAsync(lease, part with { DueAt = now + _policy.CredentialWatch }, [], [], release: true, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private sealed partial class Step(PartDriver driver, PartLease lease, IBackend backend, PreparedJob prepared, CancellationToken cancellationToken)
    {
        private readonly JobPolicy _policy = driver._policy;

        // Whatever the step brings, an earlier refusal of the credential is over.
        private readonly JobPart _part = lease.Part.RefusedAt is null ? lease.Part : lease.Part with { RefusedAt = null, RefusedCredential = null, Error = null };

        // Something for the audit trail that is no reason of the part's state.
        private string? _remark;

        public DateTimeOffset Now { get; } = driver._clock.GetUtcNow();

        public Task SaveAsync(JobPart part, params IReadOnlyList<JobPart> successors) => StoreAsync(part, release: true, successors);

        public async Task SettleAsync()
        {
            int queries = _part.UsageQueries + 1;
            Outcome<JobUsage> answer = await backend.UsageAsync(_part.RemoteId!, cancellationToken).ConfigureAwait(false);
            JobUsage? usage = answer.Error is null ? answer.Value : _part.Usage;
            bool isSettled = usage is { IsFinal: true } || queries >= _policy.MostUsageQueries || answer.Error is { Kind: ProviderErrorKind.NotFound };
            TimeSpan wait = Doubled(_policy.FirstUsageQuery, queries, LongestUsageWait);
            JobPart part = _part.UsageQueries == 0 ? await CancelOthersAsync(_part).ConfigureAwait(false) : _part;
            await SaveAsync(part with { Usage = usage, UsageQueries = queries, DueAt = isSettled ? null : Now + wait }).ConfigureAwait(false);
        }

        // Looked at again within seconds: the credential may be mended at any moment.
        private JobPart WithRefusal(JobPart part, ProviderError error) => error.Kind != ProviderErrorKind.Reauthenticate ? part : part with
        {
            Error = error,
            RefusedAt = Now,
            RefusedCredential = driver._providers.FingerprintOf(part.Backend),
            DueAt = Now + _policy.CredentialWatch,
        };

        private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest) =>
            TimeSpan.FromTicks((long)Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, Math.Min(times, 40))));

        private async Task StoreAsync(JobPart part, bool release, IReadOnlyList<JobPart> successors)
        {
            part = part with { FailedSteps = 0 };
            var events = new List<JobEvent>();
            if (_remark is { } remark)
                events.Add(new JobEvent(Now, part.JobId, part.Index, remark));
            _remark = null;
            if (part.State != _part.State || part.Reason != _part.Reason || part.Attempts != _part.Attempts)
                events.Add(Event(part));
            if (part.Usage is { IsFinal: true } usage && usage != _part.Usage)
                events.Add(new JobEvent(Now, part.JobId, part.Index, $"usage settled: {usage.Charge?.ToString() ?? "no charge"}"));

            // What happened is stored even where the caller gave up in the meantime.
            await driver._store.SaveAsync(lease, part, events, successors, release, CancellationToken.None).ConfigureAwait(false);
            driver._observer?.Stored(_part, part);
        }

        private JobEvent Event(JobPart part)
        {
            string reason = part.Reason ?? part.Error?.ToString() ?? string.Empty;
            return new JobEvent(Now, part.JobId, part.Index, reason.Length == 0 ? part.State.ToString() : $"{part.State}: {reason}");
        }

        // A part that ends at the vendor is asked for its usage later; one that never got there is not.
        private JobPart Ended(JobPart part) => part with { DueAt = part.RemoteId is null ? null : Now + _policy.FirstUsageQuery };
    }
}
