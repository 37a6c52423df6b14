using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Ledger;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Campaign;

/// <summary>A store as a process sees it that may die before or after any call.</summary>
public sealed class KillableStore(IJobStore inner, KillSwitch killSwitch) : IJobStore
{
    public Task<string> CreateAsync(JobRecord job, IReadOnlyList<JobPart> parts, IdempotencyToken? token, CancellationToken cancellationToken) =>
        Around(() => inner.CreateAsync(job, parts, token, cancellationToken));

    public Task<string?> FindByTokenAsync(string project, IdempotencyToken token, CancellationToken cancellationToken) => Around(() => inner.FindByTokenAsync(project, token, cancellationToken));

    public Task<JobRecord?> FindAsync(string id, CancellationToken cancellationToken) => Around(() => inner.FindAsync(id, cancellationToken));

    public Task<IReadOnlyList<string>> MatchesAsync(string beginning, int limit, CancellationToken cancellationToken) => Around(() => inner.MatchesAsync(beginning, limit, cancellationToken));

    public Task<IReadOnlyList<JobView>> ListAsync(JobFilter filter, CancellationToken cancellationToken) => Around(() => inner.ListAsync(filter, cancellationToken));

    public Task<IReadOnlyList<JobPart>> PartsAsync(string jobId, CancellationToken cancellationToken) => Around(() => inner.PartsAsync(jobId, cancellationToken));

    public Task<IReadOnlyList<JobEvent>> EventsAsync(string jobId, long after, CancellationToken cancellationToken) => Around(() => inner.EventsAsync(jobId, after, cancellationToken));

    public Task ConfirmAsync(string jobId, DateTimeOffset now, CancellationToken cancellationToken) => Around(() => inner.ConfirmAsync(jobId, now, cancellationToken));

    public Task RequestCancelAsync(string jobId, CancelRequest request, DateTimeOffset now, CancellationToken cancellationToken) =>
        Around(() => inner.RequestCancelAsync(jobId, request, now, cancellationToken));

    public Task<PartLease?> LeaseAsync(LeaseRequest request, DateTimeOffset now, CancellationToken cancellationToken) => Around(() => inner.LeaseAsync(request, now, cancellationToken));

    public Task<bool> RenewAsync(PartLease lease, DateTimeOffset until, CancellationToken cancellationToken) => Around(() => inner.RenewAsync(lease, until, cancellationToken));

    public Task<AdmissionRefusal?> AdmitAsync(PartLease lease, JobPart intent, JobEvent happened, AdmissionLimits limits, CancellationToken cancellationToken) =>
        Around(() => inner.AdmitAsync(lease, intent, happened, limits, cancellationToken));

    public Task SaveAsync(
        PartLease lease, JobPart part, IReadOnlyList<JobEvent> events, IReadOnlyList<JobPart> successors, bool release, CancellationToken cancellationToken) =>
        Around(() => inner.SaveAsync(lease, part, events, successors, release, cancellationToken));

    public Task ReleaseAsync(PartLease lease, CancellationToken cancellationToken) => Around(() => inner.ReleaseAsync(lease, cancellationToken));

    public Task<DateTimeOffset?> NextDueAsync(string? jobId, int mostInFlight, string? except, CancellationToken cancellationToken) =>
        Around(() => inner.NextDueAsync(jobId, mostInFlight, except, cancellationToken));

    public Task<PruneResult> PruneAsync(DateTimeOffset quietSince, DateTimeOffset now, CancellationToken cancellationToken) => Around(() => inner.PruneAsync(quietSince, now, cancellationToken));

    public Task<IReadOnlyDictionary<string, long>> CountPartsAsync(CancellationToken cancellationToken) => Around(() => inner.CountPartsAsync(cancellationToken));

    public Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string jobId, CancellationToken cancellationToken) => Around(() => inner.LedgerAsync(jobId, cancellationToken));

    public Task<IReadOnlyList<ProjectBalance>> BalancesAsync(string? project, CancellationToken cancellationToken) => Around(() => inner.BalancesAsync(project, cancellationToken));

    public Task SetBudgetAsync(string project, string unit, decimal? amount, DateTimeOffset now, CancellationToken cancellationToken) =>
        Around(() => inner.SetBudgetAsync(project, unit, amount, now, cancellationToken));

    public Task<string> PutAsync(string text, CancellationToken cancellationToken) => Around(() => inner.PutAsync(text, cancellationToken));

    public Task<string> GetAsync(string digest, CancellationToken cancellationToken) => Around(() => inner.GetAsync(digest, cancellationToken));

    private async Task Around(Func<Task> call)
    {
        killSwitch.Pass();
        await call();
        killSwitch.Pass();
    }

    private async Task<T> Around<T>(Func<Task<T>> call)
    {
        killSwitch.Pass();
        T result = await call();
        killSwitch.Pass();
        return result;
    }
}
