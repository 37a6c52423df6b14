using System.Data.Common;
using Dapper;
using Sqs.Providers.Costs;
using Sqs.Runtime.Jobs.Ledger;

namespace Sqs.Runtime.Jobs.Store;

/// <content>The ledger, the balances that are its sums, and budgets.</content>
public sealed partial class JobStore
{
    private const decimal Unit = 1_000_000;

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string jobId, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<LedgerEntry>>(
        async connection =>
        [
            .. (await connection.QueryAsync<(long At, string Project, long Part, string Kind, string Unit, long Amount)>(
                "SELECT at, project, part, kind, unit, amount FROM ledger WHERE job = @jobId ORDER BY sequence", new { jobId }).ConfigureAwait(false))
                .Select(e => new LedgerEntry(Time(e.At), e.Project, jobId, (int)e.Part, Enum.Parse<LedgerKind>(e.Kind), Amount(e.Amount, e.Unit))),
        ],
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProjectBalance>> BalancesAsync(string? project, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<ProjectBalance>>(
        async connection =>
        [
            .. (await connection.QueryAsync<(string Project, string Unit, long Estimated, long Reserved, long Charged, long? Budget)>(
                """
                SELECT k.project, k.unit, coalesce(b.estimated, 0), coalesce(b.reserved, 0), coalesce(b.charged, 0), u.amount
                FROM (SELECT project, unit FROM balances UNION SELECT project, unit FROM budgets) k
                LEFT JOIN balances b ON b.project = k.project AND b.unit = k.unit
                LEFT JOIN budgets u ON u.project = k.project AND u.unit = k.unit
                WHERE CAST(@project AS TEXT) IS NULL OR k.project = @project
                ORDER BY k.project, k.unit
                """,
                new { project }).ConfigureAwait(false))
                .Select(b => new ProjectBalance(b.Project, b.Unit, b.Estimated / Unit, b.Reserved / Unit, b.Charged / Unit, b.Budget / Unit)),
        ],
        cancellationToken);

    /// <inheritdoc/>
    public Task SetBudgetAsync(string project, string unit, decimal? amount, DateTimeOffset now, CancellationToken cancellationToken) => _database.WriteAsync(
        async transaction =>
        {
            await ExecuteAsync(transaction, "DELETE FROM budgets WHERE project = @project AND unit = @unit", new { project, unit }).ConfigureAwait(false);
            if (amount is { } most)
                await ExecuteAsync(transaction, "INSERT INTO budgets (project, unit, amount) VALUES (@project, @unit, @most)", new { project, unit, most = Millionths(most) }).ConfigureAwait(false);

            // What was held for want of money looks again at once.
            return await ExecuteAsync(
                transaction, "UPDATE parts SET due = @now WHERE project = @project AND state = 'Held' AND due > @now", new { project, now = Ticks(now) }).ConfigureAwait(false);
        },
        cancellationToken);

    private static long Millionths(decimal amount) => (long)decimal.Ceiling(amount * Unit);

    private static Money Amount(long millionths, string unit) => new(millionths / Unit, unit);

    private static async Task PostAsync(DbTransaction transaction, string project, JobPart? from, JobPart to, DateTimeOffset now)
    {
        foreach ((LedgerKind kind, Money amount) in PartPosition.Between(PartPosition.Of(from), PartPosition.Of(to)))
        {
            var entry = new { at = Ticks(now), project, to.JobId, to.Index, kind = kind.ToString(), amount.Unit, amount = Change(amount.Amount) };
            await ExecuteAsync(
                transaction, "INSERT INTO ledger (at, project, job, part, kind, unit, amount) VALUES (@at, @project, @JobId, @Index, @kind, @Unit, @amount)", entry).ConfigureAwait(false);
            string column = kind switch
            {
                LedgerKind.Estimate => "estimated",
                LedgerKind.Reserve => "reserved",
                _ => "charged",
            };
            await ExecuteAsync(
                transaction,
                $"INSERT INTO balances (project, unit, {column}) VALUES (@project, @Unit, @amount) ON CONFLICT (project, unit) DO UPDATE SET {column} = balances.{column} + excluded.{column}",
                entry).ConfigureAwait(false);
        }

        // A negative change undoes what its positive twin rounded up.
        static long Change(decimal amount) => amount < 0 ? -Millionths(-amount) : Millionths(amount);
    }
}
