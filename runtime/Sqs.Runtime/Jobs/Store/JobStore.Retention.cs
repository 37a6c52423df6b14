using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;

namespace Sqs.Runtime.Jobs.Store;

/// <content>What is kept, and for how long.</content>
public sealed partial class JobStore
{
    private const int JobsATime = 200;

    // A text is stored before the job that names it; for this long nobody takes it away in between.
    private static readonly TimeSpan UnnamedFor = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, long>> CountPartsAsync(CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyDictionary<string, long>>(
        async connection => (await connection.QueryAsync<(string State, long Count)>("SELECT state, count(*) FROM parts GROUP BY state").ConfigureAwait(false))
            .ToDictionary(r => r.State, r => r.Count, StringComparer.Ordinal),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<PruneResult> PruneAsync(DateTimeOffset quietSince, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int jobs = 0;
        while (true)
        {
            int taken = await _database.WriteAsync(transaction => PruneSomeAsync(transaction, quietSince), cancellationToken).ConfigureAwait(false);
            jobs += taken;
            if (taken < JobsATime)
                break;
        }

        return new PruneResult(jobs, await _database.WriteAsync(transaction => SweepAsync(transaction, now - UnnamedFor), cancellationToken).ConfigureAwait(false));
    }

    // A part without a due time is never touched again, whoever works on the store.
    private static async Task<int> PruneSomeAsync(DbTransaction transaction, DateTimeOffset quietSince)
    {
        string[] ids =
        [
            .. await QueryAsync<string>(
                transaction,
                """
                SELECT id FROM jobs WHERE created < @before AND NOT EXISTS (SELECT 1 FROM parts WHERE parts.job = jobs.id AND (parts.due IS NOT NULL OR parts.stage <> 0))
                AND NOT EXISTS (SELECT 1 FROM events WHERE events.job = jobs.id AND events.at >= @before) ORDER BY id LIMIT @limit
                """,
                new { before = Ticks(quietSince), limit = JobsATime }).ConfigureAwait(false),
        ];
        foreach (string id in ids)
        {
            // The ledger stays: what was spent is not forgotten with what it was spent on.
            foreach (string table in (string[])["idempotency", "events", "parts"])
                await ExecuteAsync(transaction, $"DELETE FROM {table} WHERE job = @id", new { id }).ConfigureAwait(false);
            await ExecuteAsync(transaction, "DELETE FROM jobs WHERE id = @id", new { id }).ConfigureAwait(false);
        }

        return ids.Length;
    }

    private static async Task<int> SweepAsync(DbTransaction transaction, DateTimeOffset storedBefore)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (string table in (string[])["jobs", "parts"])
        {
            foreach (string body in await QueryAsync<string>(transaction, $"SELECT body FROM {table}", new { }).ConfigureAwait(false))
                named.UnionWith(Digest().Matches(body).Select(m => m.Value));
        }

        IEnumerable<string> old = await QueryAsync<string>(transaction, "SELECT digest FROM contents WHERE stored < @before", new { before = Ticks(storedBefore) }).ConfigureAwait(false);
        int swept = 0;
        foreach (string digest in old.Where(d => !named.Contains(d)).ToArray())
            swept += await ExecuteAsync(transaction, "DELETE FROM contents WHERE digest = @digest AND stored < @before", new { digest, before = Ticks(storedBefore) }).ConfigureAwait(false);
        return swept;
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Digest();
}
