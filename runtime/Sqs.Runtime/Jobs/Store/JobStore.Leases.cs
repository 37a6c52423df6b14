using System.Data.Common;
using Sqs.Providers.Costs;

namespace Sqs.Runtime.Jobs.Store;

/// <content>Admission, and what is written under a lease.</content>
public sealed partial class JobStore
{
    /// <inheritdoc/>
    public Task<bool> RenewAsync(PartLease lease, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _database.WriteAsync(
            async transaction => await ExecuteAsync(
                transaction,
                "UPDATE parts SET lease = @until WHERE job = @JobId AND number = @Index AND fence = @Fence AND lease > 0",
                new { until = Ticks(until), lease.Part.JobId, lease.Part.Index, lease.Fence }).ConfigureAwait(false) > 0,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AdmissionRefusal?> AdmitAsync(PartLease lease, JobPart intent, JobEvent happened, AdmissionLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(limits);
        return _database.WriteAsync(
            async transaction =>
            {
                (string project, string stored) = await LockAsync(transaction, lease).ConfigureAwait(false);
                string body = JobJson.Write(intent);
                if (stored == body)
                    return null;

                // The row of the account is locked first: whoever counts, counts alone.
                long next = await LockPaceAsync(transaction, limits.Account).ConfigureAwait(false);
                int inFlight = (await QueryAsync<int>(transaction, "SELECT count(*) FROM parts WHERE stage = 1 AND backend = @Backend", new { intent.Backend }).ConfigureAwait(false)).Single();
                if (inFlight >= limits.MostInFlight)
                    return new AdmissionRefusal(AdmissionCause.InFlight, null, $"{inFlight} jobs are at the vendor already");

                // A virtual schedule (generic cell rate algorithm): each submit takes the next slot, and slots may be taken this far ahead.
                long now = Ticks(happened.At);
                long slot = limits.SubmitsPerSecond > 0 ? (long)(TimeSpan.TicksPerSecond / limits.SubmitsPerSecond) : 0;
                long ahead = next - (slot * (limits.SubmitBurst - 1)) - now;
                if (slot > 0 && ahead > 0)
                    return new AdmissionRefusal(AdmissionCause.Rate, TimeSpan.FromTicks(ahead), "submits come faster than the vendor allows");
                if (await OverBudgetAsync(transaction, project, intent.Estimate?.Total).ConfigureAwait(false) is { } over)
                    return over;
                if (slot > 0)
                    await ExecuteAsync(transaction, "UPDATE pace SET next = @next WHERE account = @Account", new { next = Math.Max(next, now) + slot, limits.Account }).ConfigureAwait(false);
                await UpdateAsync(transaction, project, stored, intent, body, happened.At, release: false).ConfigureAwait(false);
                await InsertAsync(transaction, happened).ConfigureAwait(false);
                return null;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task SaveAsync(
        PartLease lease, JobPart part, IReadOnlyList<JobEvent> events, IReadOnlyList<JobPart> successors, bool release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(part);
        return _database.WriteAsync(
            async transaction =>
            {
                (string project, string stored) = await LockAsync(transaction, lease).ConfigureAwait(false);
                string body = JobJson.Write(part);
                DateTimeOffset now = events.Count > 0 ? events[0].At : lease.Part.DueAt ?? default;
                await UpdateAsync(transaction, project, stored, part, body, now, release).ConfigureAwait(false);

                // Seen again after an unclear end, the part is as it should be and the rest is there too.
                if (stored == body)
                    return 0;
                if (successors.Count > 0)
                {
                    JobRecord job = JobJson.Read<JobRecord>((await QueryAsync<string>(transaction, "SELECT body FROM jobs WHERE id = @JobId", new { part.JobId }).ConfigureAwait(false)).Single());
                    foreach (JobPart successor in successors)
                        await InsertAsync(transaction, job, successor, now).ConfigureAwait(false);
                }

                foreach (JobEvent happened in events)
                    await InsertAsync(transaction, happened).ConfigureAwait(false);
                return events.Count;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(PartLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return _database.WriteAsync(
            transaction => ExecuteAsync(
                transaction, "UPDATE parts SET lease = 0 WHERE job = @JobId AND number = @Index AND fence = @Fence", new { lease.Part.JobId, lease.Part.Index, lease.Fence }),
            cancellationToken);
    }

    private async Task<(string Project, string Body)> LockAsync(DbTransaction transaction, PartLease lease)
    {
        var row = (await QueryAsync<(string Project, string Body, long Fence)>(
            transaction,
            $"SELECT project, body, fence FROM parts WHERE job = @JobId AND number = @Index {_database.Dialect.LockRow}",
            new { lease.Part.JobId, lease.Part.Index }).ConfigureAwait(false)).SingleOrDefault();
        return row.Fence == lease.Fence ? (row.Project, row.Body) : throw new LeaseLostException(lease.Part.JobId, lease.Part.Index);
    }

    private async Task<long> LockPaceAsync(DbTransaction transaction, string account)
    {
        await ExecuteAsync(transaction, "INSERT INTO pace (account, next) VALUES (@account, 0) ON CONFLICT DO NOTHING", new { account }).ConfigureAwait(false);
        return (await QueryAsync<long>(transaction, $"SELECT next FROM pace WHERE account = @account {_database.Dialect.LockRow}", new { account }).ConfigureAwait(false)).Single();
    }

    private static async Task UpdateAsync(DbTransaction transaction, string project, string stored, JobPart part, string body, DateTimeOffset now, bool release)
    {
        await ExecuteAsync(
            transaction,
            """
            UPDATE parts SET state = @state, stage = @stage, due = @due, body = @body, lease = CASE WHEN @release = 1 THEN 0 ELSE lease END
            WHERE job = @JobId AND number = @Index
            """,
            new { state = part.State.ToString(), stage = StageOf(part.State), due = Ticks(part.DueAt), body, release = release ? 1 : 0, part.JobId, part.Index }).ConfigureAwait(false);
        await PostAsync(transaction, project, JobJson.Read<JobPart>(stored), part, now).ConfigureAwait(false);
    }

    private async Task<AdmissionRefusal?> OverBudgetAsync(DbTransaction transaction, string project, Money? cost)
    {
        if (cost is not { } estimate)
        {
            bool isBounded = (await QueryAsync<long>(transaction, "SELECT count(*) FROM budgets WHERE project = @project", new { project }).ConfigureAwait(false)).Single() > 0;
            return isBounded ? new AdmissionRefusal(AdmissionCause.Budget, null, $"its cost is not known, and project '{project}' has a budget") : null;
        }

        long? budget = (await QueryAsync<long?>(
            transaction, $"SELECT amount FROM budgets WHERE project = @project AND unit = @Unit {_database.Dialect.LockRow}", new { project, estimate.Unit }).ConfigureAwait(false)).FirstOrDefault();
        if (budget is null)
            return null;
        long used = (await QueryAsync<long?>(
            transaction, "SELECT reserved + charged FROM balances WHERE project = @project AND unit = @Unit", new { project, estimate.Unit }).ConfigureAwait(false)).FirstOrDefault() ?? 0;
        return used + Millionths(estimate.Amount) <= budget
            ? null
            : new AdmissionRefusal(
                AdmissionCause.Budget,
                null,
                $"the budget of project '{project}' is {Amount(budget.Value, estimate.Unit)}, of which {Amount(used, estimate.Unit)} are spent or set aside; this part needs {estimate}");
    }
}
