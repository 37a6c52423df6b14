using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Targets;
using Sqs.Providers;
using Sqs.Providers.Costs;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs.Driving;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Runtime.Jobs;

/// <summary>
/// Jobs on hardware, as the command line and the service use them: draft and estimate, confirm, follow, fetch, cancel. A job is sent and
/// followed by whoever waits for it, or by workers of a service; it goes on where the last one stopped. Failures a user can act on are
/// thrown as <see cref="DiagnosticException"/>.
/// </summary>
public sealed partial class JobService
{
    private const int MostCandidates = 6;

    private readonly IJobStore _store;
    private readonly ProviderCatalog _providers;
    private readonly JobPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly PartDriver _driver;

    /// <summary>Creates the service.</summary>
    /// <param name="store">Where jobs are kept.</param>
    /// <param name="providers">Who runs them.</param>
    /// <param name="policy">How they are followed, or null for the defaults.</param>
    /// <param name="clock">The clock, or null for the system's.</param>
    /// <param name="observer">Is told of every step, or null.</param>
    public JobService(IJobStore store, ProviderCatalog providers, JobPolicy? policy = null, TimeProvider? clock = null, IStepObserver? observer = null)
    {
        _store = store;
        _providers = providers;
        _policy = policy ?? new JobPolicy();
        _clock = clock ?? TimeProvider.System;
        _driver = new PartDriver(store, providers, _policy, _clock, observer);
    }

    /// <summary>Lists the backends of an account.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="profile">Name of the credential profile.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The backends.</returns>
    public async Task<IReadOnlyList<BackendSummary>> BackendsAsync(string provider, string profile, CancellationToken cancellationToken) =>
        Take(await _providers.Provider(provider, profile).ListBackendsAsync(cancellationToken).ConfigureAwait(false), provider);

    /// <summary>What a provider says about the queue of a backend just now. A hint for people: where it cannot be had there is none.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The line of the provider's list, or null.</returns>
    public async Task<BackendSummary?> QueueAsync(string backend, CancellationToken cancellationToken)
    {
        BackendSpec spec = _providers.Parse(backend);
        Outcome<IReadOnlyList<BackendSummary>> list = await _providers.Provider(spec.Provider, spec.Profile).ListBackendsAsync(cancellationToken).ConfigureAwait(false);
        return list.Error is null ? list.Value.FirstOrDefault(b => b.Name == spec.Name) : null;
    }

    /// <summary>Reads what a backend can do now.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The snapshot; <see cref="IBackend.TargetOf"/> makes a target of it.</returns>
    public async Task<BackendSnapshot> SnapshotAsync(string backend, CancellationToken cancellationToken) =>
        Take(await _providers.Backend(backend).SnapshotAsync(cancellationToken).ConfigureAwait(false), backend);

    /// <summary>The target to compile for.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="device">What the device can do.</param>
    /// <returns>The target.</returns>
    public Target TargetOf(string backend, BackendSnapshot device) => _providers.Backend(backend).TargetOf(device);

    /// <summary>Where jobs of a backend go.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <returns>Host of the service, with its port where that is not the usual one; null for this machine.</returns>
    public string? HostOf(string backend) => _providers.HostOf(backend);

    /// <summary>Checks, prepares and estimates a job. Nothing is sent before it is confirmed.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="request">The job, compiled for the backend's target.</param>
    /// <param name="device">What the device can do.</param>
    /// <param name="owner">Who asks.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="id">Identifier of the job, see <see cref="WorkName"/>; null for a new one.</param>
    /// <returns>The draft with its estimate; the job of an earlier request with the same token as it stands.</returns>
    public async Task<JobView> DraftAsync(
        string backend, JobRequest request, BackendSnapshot device, JobOwner owner, CancellationToken cancellationToken, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(owner);
        IBackend opened = _providers.Backend(backend);
        IReadOnlyList<PreparedJob> prepared = Take(opened.Prepare(request, device), backend);
        DateTimeOffset now = _clock.GetUtcNow();
        id ??= JobKeys.NewJob(now);
        var parts = new List<JobPart>();
        foreach (PreparedJob job in prepared)
        {
            // A job without a figure is still a job: its cost is then unknown, and the user is told so.
            Outcome<CostEstimate> estimate = await opened.EstimateAsync(job, cancellationToken).ConfigureAwait(false);
            if (estimate.Error is { Kind: ProviderErrorKind.Reauthenticate })
                Take(estimate, backend);
            string digest = await _store.PutAsync(JobJson.Write(job), cancellationToken).ConfigureAwait(false);
            parts.Add(new JobPart(id, parts.Count, JobKeys.Of(id, parts.Count), backend, digest, [.. job.Circuits.Select(c => c.Index)])
            {
                Host = HostOf(backend),
                Estimate = estimate.Error is null ? estimate.Value : job.Estimate,
                Reason = estimate.Error is null ? null : $"no estimate: {estimate.Error}",
            });
        }

        string snapshot = await _store.PutAsync(JobJson.Write(device), cancellationToken).ConfigureAwait(false);
        var record = new JobRecord(id, request.Name, backend, now, request.Circuits.Count, snapshot)
        {
            Project = owner.Project,
            User = owner.User,
            Priority = owner.Priority,
            Host = HostOf(backend),
            Request = await _store.PutAsync(JobRequestText.Write(request), cancellationToken).ConfigureAwait(false),
            Seed = request.Options.Seed,
            IsDryRun = request.Options.IsDryRun,
        };
        string made = await _store.CreateAsync(record, parts, owner.Token, cancellationToken).ConfigureAwait(false);
        return made == id ? new JobView(record, parts) : await ShowAsync(made, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Checks, prepares and estimates a job of the user of this command line.</summary>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="request">The job, compiled for the backend's target.</param>
    /// <param name="device">What the device can do.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The draft with its estimate.</returns>
    public Task<JobView> DraftAsync(string backend, JobRequest request, BackendSnapshot device, CancellationToken cancellationToken) =>
        DraftAsync(backend, request, device, JobOwner.Local, cancellationToken);

    /// <summary>Confirms a draft, unless it costs more than the user allows.</summary>
    /// <param name="view">The draft.</param>
    /// <param name="limit">The most it may cost in the unit of its estimate, or null for no limit.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The diagnostic where it costs more; then nothing is confirmed.</returns>
    public async Task<Diagnostic?> ConfirmAsync(JobView view, decimal? limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (new CostRule(limit, IsConfirmed: limit is null, CanAsk: false).Decide(view, out Diagnostic? why) != CostDecision.Accept)
            return why;
        await _store.ConfirmAsync(view.Job.Id, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Sends what is confirmed and not held back, and returns without waiting for results.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The job as it stands.</returns>
    public Task<JobView> SendAsync(string jobId, CancellationToken cancellationToken) =>
        WorkAsync(jobId, static view => view.Parts.All(p => p.State is not (JobState.Validated or JobState.Submitting) && !(p.State == JobState.Held && p.IsPaced)), cancellationToken);

    /// <summary>Lists jobs, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The jobs.</returns>
    public Task<IReadOnlyList<JobView>> ListAsync(JobFilter filter, CancellationToken cancellationToken) => _store.ListAsync(filter, cancellationToken);

    /// <summary>Lists jobs of all projects, newest first.</summary>
    /// <param name="limit">The most jobs to list.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The jobs.</returns>
    public Task<IReadOnlyList<JobView>> ListAsync(int limit, CancellationToken cancellationToken) => _store.ListAsync(new JobFilter(limit), cancellationToken);

    /// <summary>Reads a job as it stands here; nothing is asked of the vendor.</summary>
    /// <param name="jobId">Its identifier, or an unambiguous beginning of it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="DiagnosticException">There is none.</exception>
    public async Task<JobView> ShowAsync(string jobId, CancellationToken cancellationToken) =>
        await FindAsync(jobId, cancellationToken).ConfigureAwait(false) ?? throw new DiagnosticException(await NoJobAsync(jobId, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a job as it stands here, where there is one.</summary>
    /// <param name="jobId">Its identifier, or an unambiguous beginning of it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job, or null.</returns>
    public async Task<JobView?> FindAsync(string jobId, CancellationToken cancellationToken) =>
        await _store.FindAsync(jobId, cancellationToken).ConfigureAwait(false) is { } job
            ? new JobView(job, await _store.PartsAsync(job.Id, cancellationToken).ConfigureAwait(false))
            : null;

    /// <summary>Reads the audit trail of a job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What happened, oldest first.</returns>
    public Task<IReadOnlyList<JobEvent>> EventsAsync(string jobId, CancellationToken cancellationToken) => _store.EventsAsync(jobId, 0, cancellationToken);

    /// <summary>Follows a job to its end, or until the time is up.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="longest">How long to wait; null for as long as it takes. A wait that ends early leaves the job running.</param>
    /// <param name="onChange">Receives the job after each step, or null.</param>
    /// <param name="cancellationToken">Stops the wait and leaves the job running.</param>
    /// <param name="endsOnRefusal">Whether the wait ends where the vendor refuses the credential; else it goes on when that is mended.</param>
    /// <returns>How the wait ended.</returns>
    public async Task<WaitAnswer> WaitAsync(
        string jobId, TimeSpan? longest, IProgress<JobView>? onChange, CancellationToken cancellationToken, bool endsOnRefusal = false)
    {
        DateTimeOffset start = _clock.GetUtcNow();
        string id = (await ShowAsync(jobId, cancellationToken).ConfigureAwait(false)).Job.Id;
        using var limit = new CancellationTokenSource(longest ?? Timeout.InfiniteTimeSpan, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            JobView ended = await WorkAsync(
                id,
                view =>
                {
                    onChange?.Report(view);
                    return view.State.IsTerminal() || (endsOnRefusal && view.Parts.Any(p => p.RefusedAt >= start));
                },
                both.Token).ConfigureAwait(false);
            return new WaitAnswer(ended, ended.State.IsTerminal() ? WaitEnd.Ended : WaitEnd.Refused);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new WaitAnswer(await ShowAsync(id, cancellationToken).ConfigureAwait(false), WaitEnd.StillRunning);
        }
    }

    /// <summary>Asks the vendor for usage that was not settled when the job ended, where that is due.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job as it stands.</returns>
    public async Task<JobView> SettleAsync(string jobId, CancellationToken cancellationToken)
    {
        JobWorker worker = Worker();
        while (await worker.StepAsync(jobId, cancellationToken).ConfigureAwait(false))
        {
            // Each step moves its part's due time ahead, so this ends.
        }

        return await ShowAsync(jobId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the circuits that have no result again, where the job has ended without them.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="user">Who asks, or null for whoever asked for the job.</param>
    /// <returns>The new job's draft; it holds the open circuits only.</returns>
    public async Task<JobView> RetryAsync(string jobId, CancellationToken cancellationToken, string? user = null)
    {
        JobView view = await ShowAsync(jobId, cancellationToken).ConfigureAwait(false);
        if (!view.State.IsTerminal() || view.OpenCircuits.Count == 0)
            throw new DiagnosticException(ProviderDiagnostics.NotDone.At(SourceSpan.None, view.Job.Id, view.State, "only a job that ended without all results can be sent again"));
        DateTimeOffset now = _clock.GetUtcNow();
        string id = JobKeys.NewJob(now);
        var parts = new List<JobPart>();
        var open = view.OpenCircuits.ToHashSet();
        foreach (JobPart part in view.Parts.Where(p => p.RepeatedBy is null && p.Circuits.Any(open.Contains)))
        {
            PreparedJob prepared = JobJson.Read<PreparedJob>(await _store.GetAsync(part.Prepared, cancellationToken).ConfigureAwait(false));
            IBackend backend = _providers.Backend(part.Backend);
            JobPart repeated = await _driver.RepeatAsync(backend, prepared, part, now, cancellationToken).ConfigureAwait(false);
            parts.Add(repeated with { JobId = id, Index = parts.Count, Key = JobKeys.Of(id, parts.Count), State = JobState.Draft, DueAt = null, Generation = 0 });
        }

        JobRecord record = view.Job with { Id = id, CreatedAt = now, User = user ?? view.Job.User };
        await _store.CreateAsync(record, parts, null, cancellationToken).ConfigureAwait(false);
        return new JobView(record, parts);
    }

    /// <summary>Asks for a job to be cancelled. Results that exist already are fetched all the same.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="alsoRunning">Whether a running job is cancelled too, which is charged.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job after the vendor was told.</returns>
    public async Task<JobView> CancelAsync(string jobId, bool alsoRunning, CancellationToken cancellationToken)
    {
        JobView view = await ShowAsync(jobId, cancellationToken).ConfigureAwait(false);
        await _store.RequestCancelAsync(view.Job.Id, alsoRunning ? CancelRequest.Always : CancelRequest.UnlessRunning, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return await SettleAsync(view.Job.Id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks whether a credential works.</summary>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the account has used.</returns>
    public async Task<AccountUsage> CheckCredentialAsync(string provider, string profile, CancellationToken cancellationToken) =>
        Take(await _providers.Provider(provider, profile).AccountUsageAsync(cancellationToken).ConfigureAwait(false), provider);

    /// <summary>A worker on the store, for services.</summary>
    /// <param name="except">A backend whose parts it leaves to others, or null.</param>
    /// <returns>The worker.</returns>
    public JobWorker Worker(string? except = null) => new(_store, _driver, _policy, _clock, $"{Environment.MachineName}:{Environment.ProcessId}", except);

    private async Task<Diagnostic> NoJobAsync(string beginning, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> meant = await _store.MatchesAsync(beginning, MostCandidates, cancellationToken).ConfigureAwait(false);
        return meant.Count == 0
            ? ProviderDiagnostics.UnknownJob.At(SourceSpan.None, beginning)
            : ProviderDiagnostics.AmbiguousJob.At(SourceSpan.None, beginning, string.Join(", ", meant.Take(MostCandidates - 1)) + (meant.Count == MostCandidates ? " and more" : string.Empty));
    }

    private async Task<JobView> WorkAsync(string jobId, Func<JobView, bool> isDone, CancellationToken cancellationToken)
    {
        string id = (await ShowAsync(jobId, cancellationToken).ConfigureAwait(false)).Job.Id;
        await Worker().RunAsync(id, async token => isDone(await ShowAsync(id, token).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        return await ShowAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private static T Take<T>(Outcome<T> outcome, string provider)
        where T : notnull => outcome.TryGet(out T? value, out ProviderError? error) ? value : throw new DiagnosticException(ProviderDiagnostics.Of(error, provider));
}
