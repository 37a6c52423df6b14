using System.Data.Common;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Runtime.Jobs.Driving;

/// <summary>Takes due steps until there are none. Several workers, in this process or others, share the work of one store.</summary>
public sealed class JobWorker
{
    private readonly IJobStore _store;
    private readonly PartDriver _driver;
    private readonly JobPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly string _name;
    private readonly string? _except;

    /// <summary>Creates a worker.</summary>
    /// <param name="store">Where jobs are kept.</param>
    /// <param name="driver">Takes the steps.</param>
    /// <param name="policy">How jobs are followed.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="name">Name of the worker, for the store.</param>
    /// <param name="except">A backend whose parts it leaves to others, or null.</param>
    public JobWorker(IJobStore store, PartDriver driver, JobPolicy policy, TimeProvider clock, string name, string? except = null)
    {
        _store = store;
        _driver = driver;
        _policy = policy;
        _clock = clock;
        _name = name;
        _except = except;
    }

    /// <summary>Takes one due step.</summary>
    /// <param name="jobId">Only of this job, or null for any.</param>
    /// <param name="cancellationToken">Stops the step.</param>
    /// <returns>Whether one was due.</returns>
    public async Task<bool> StepAsync(string? jobId, CancellationToken cancellationToken)
    {
        PartLease? lease = await _store.LeaseAsync(new LeaseRequest(_name, jobId, _policy.Lease, _policy.MostInFlight) { Except = _except }, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (lease is null)
            return false;
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task renewing = RenewAsync(lease, working.Token);
        try
        {
            await _driver.StepAsync(lease, cancellationToken).ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            // Another worker goes on with the part; what this one saw is void.
        }
        catch (Exception failure) when (failure is OperationCanceledException or DbException or TimeoutException)
        {
            // The part is all right: the next worker need not wait for the lease to end.
            await _store.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception failure)
        {
            // It would fail again at once, and stand in the way of all others.
            await PostponeAsync(lease, failure).ConfigureAwait(false);
            throw;
        }
        finally
        {
            await working.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    /// <summary>Works until a condition holds.</summary>
    /// <param name="jobId">Only on this job, or null for any.</param>
    /// <param name="isDone">Asked after each step.</param>
    /// <param name="cancellationToken">Stops the work; what is at the vendor stays there.</param>
    /// <returns>Completes when the condition holds.</returns>
    public async Task RunAsync(string? jobId, Func<CancellationToken, Task<bool>> isDone, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isDone);
        while (!await isDone(cancellationToken).ConfigureAwait(false))
        {
            if (await StepAsync(jobId, cancellationToken).ConfigureAwait(false))
                continue;
            await SleepAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the next step is due, and not longer than it takes to notice what others add.</summary>
    /// <param name="jobId">Only of this job, or null for any.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>Completes when it is time to look again.</returns>
    public async Task SleepAsync(string? jobId, CancellationToken cancellationToken)
    {
        DateTimeOffset? due = await _store.NextDueAsync(jobId, _policy.MostInFlight, _except, cancellationToken).ConfigureAwait(false);
        TimeSpan longest = _policy.LongestSleep;
        TimeSpan wait = (due - _clock.GetUtcNow()) ?? longest;
        await Task.Delay(wait <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(10) : wait < longest ? wait : longest, _clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task PostponeAsync(PartLease lease, Exception failure)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        string reason = failure is DiagnosticException diagnostic ? diagnostic.Diagnostics[0].Message : $"a step failed here: {failure.Message}";
        TimeSpan wait = TimeSpan.FromSeconds(Math.Min(_policy.LongestPoll.TotalSeconds, Math.Pow(2, Math.Min(lease.Part.FailedSteps, 30))));
        JobPart part = lease.Part with { DueAt = now + wait, Reason = reason, FailedSteps = lease.Part.FailedSteps + 1 };
        JobEvent[] events = lease.Part.Reason == reason ? [] : [new JobEvent(now, part.JobId, part.Index, $"{part.State}: {reason}")];
        try
        {
            await _store.SaveAsync(lease, part, events, [], release: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            // Another worker goes on with it.
        }
    }

    // A step that waits for a slow vendor keeps its part; one whose process has died loses it soon. Whether a process lives shows in real
    // time, whatever the clock of the jobs says.
    private async Task RenewAsync(PartLease lease, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_policy.Lease / 3, cancellationToken).ConfigureAwait(false);
            if (!await _store.RenewAsync(lease, _clock.GetUtcNow() + _policy.Lease, cancellationToken).ConfigureAwait(false))
                return;
        }
    }
}
