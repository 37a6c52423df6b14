using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Sqs.Runtime.Jobs.Store;

/// <content>
/// Who works on what next. Each query reads the head of an index, so that a step costs the same with ten thousand waiting parts as with ten: a queue is
/// the parts of one user that wait for one backend, and there are few of these.
/// </content>
public sealed partial class JobStore
{
    private const string IsFree = "p.due <= @now AND p.lease <= @now";
    private const string FullBackends = "SELECT backend FROM parts WHERE stage = 1 GROUP BY backend HAVING count(*) >= @MostInFlight";

    /// <inheritdoc/>
    public Task<PartLease?> LeaseAsync(LeaseRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _database.WriteAsync(
            async transaction =>
            {
                (string Job, long Number)? chosen = await DueAsync(transaction, request, now).ConfigureAwait(false)
                    ?? (request.JobId is null ? await NextInLineAsync(transaction, request, now).ConfigureAwait(false) : await NextOfJobAsync(transaction, request, now).ConfigureAwait(false));
                if (chosen is not { } part)
                    return null;
                var parameters = new { request.Worker, until = Ticks(now + request.Duration), job = part.Job, number = part.Number };
                const string Take = "UPDATE parts SET owner = @Worker, lease = @until, fence = fence + 1 WHERE job = @job AND number = @number RETURNING body, cancel, fence";
                (string body, long cancel, long fence) = (await QueryAsync<(string, long, long)>(transaction, Take, parameters).ConfigureAwait(false)).Single();
                return new PartLease(JobJson.Read<JobPart>(body), (CancelRequest)cancel, fence);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueAsync(string? jobId, int mostInFlight, string? except, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            long? due = jobId is null
                ? await NextDueAsync(connection, mostInFlight, except).ConfigureAwait(false)
                : await connection.ExecuteScalarAsync<long?>(
                    $"""
                    SELECT min(CASE WHEN lease > due THEN lease ELSE due END) FROM parts
                    WHERE due IS NOT NULL AND job = @jobId AND (stage <> 2 OR backend NOT IN ({FullBackends}))
                    """,
                    new { jobId, MostInFlight = mostInFlight }).ConfigureAwait(false);
            return due is { } ticks ? Time(ticks) : (DateTimeOffset?)null;
        },
        cancellationToken);

    private static async Task<long?> NextDueAsync(DbConnection connection, int mostInFlight, string? except)
    {
        string others = except is null ? string.Empty : "AND backend <> @except";
        long? first = Earlier(
            await connection.ExecuteScalarAsync<long?>($"SELECT due FROM parts WHERE stage <> 2 AND due IS NOT NULL AND lease = 0 {others} ORDER BY due LIMIT 1", new { except }).ConfigureAwait(false),
            await connection.ExecuteScalarAsync<long?>($"SELECT min(CASE WHEN lease > due THEN lease ELSE due END) FROM parts WHERE lease > 0 AND due IS NOT NULL {others}", new { except }).ConfigureAwait(false));
        IEnumerable<string> open = await connection.QueryAsync<string>($"SELECT DISTINCT backend FROM queues WHERE backend NOT IN ({FullBackends})", new { MostInFlight = mostInFlight }).ConfigureAwait(false);
        foreach (string backend in open.AsList().Where(b => b != except))
        {
            first = Earlier(first, await connection.ExecuteScalarAsync<long?>(
                "SELECT due FROM parts WHERE stage = 2 AND due IS NOT NULL AND lease = 0 AND backend = @backend ORDER BY due LIMIT 1", new { backend }).ConfigureAwait(false));
        }

        return first;
    }

    private static long? Earlier(long? first, long? second) => first is null || second < first ? second ?? first : first;

    private static (string Job, long Number)? Head(IEnumerable<(string Job, long Number)> rows) => rows.AsList() is [var first, ..] ? first : null;

    // What is at the vendor, or on its way from there, is followed first.
    private async Task<(string Job, long Number)?> DueAsync(DbTransaction transaction, LeaseRequest request, DateTimeOffset now)
    {
        string job = (request.JobId is null ? string.Empty : "AND p.job = @JobId ") + (request.Except is null ? string.Empty : "AND p.backend <> @Except");
        string sql = $"SELECT p.job, p.number FROM parts p WHERE p.stage <> 2 AND {IsFree} {job} ORDER BY p.due LIMIT 1 {Skip}";
        return Head(await QueryAsync<(string, long)>(transaction, sql, new { request.JobId, request.Except, now = Ticks(now) }).ConfigureAwait(false));
    }

    private async Task<(string Job, long Number)?> NextOfJobAsync(DbTransaction transaction, LeaseRequest request, DateTimeOffset now)
    {
        string sql = $"""
            SELECT p.job, p.number FROM parts p WHERE p.job = @JobId AND p.stage = 2 AND {IsFree} AND p.backend NOT IN ({FullBackends})
            ORDER BY p.priority DESC, p.due LIMIT 1 {Skip}
            """;
        return Head(await QueryAsync<(string, long)>(transaction, sql, new { request.JobId, request.MostInFlight, now = Ticks(now) }).ConfigureAwait(false));
    }

    private async Task<(string Job, long Number)?> NextInLineAsync(DbTransaction transaction, LeaseRequest request, DateTimeOffset now)
    {
        IEnumerable<(string Backend, string Project, string Author, long Remote)> queues = await QueryAsync<(string, string, string, long)>(
            transaction,
            $"""
            SELECT q.backend, q.project, q.author, coalesce(s.parts, 0) FROM queues q
            LEFT JOIN (SELECT project, author, count(*) AS parts FROM parts WHERE stage = 1 GROUP BY project, author) s ON s.project = q.project AND s.author = q.author
            WHERE q.backend NOT IN ({FullBackends})
            """,
            new { request.MostInFlight }).ConfigureAwait(false);
        string head = $"""
            SELECT p.job, p.number, p.priority, p.due FROM parts p
            WHERE p.stage = 2 AND p.backend = @Backend AND p.project = @Project AND p.author = @Author AND {IsFree} ORDER BY p.priority DESC, p.due LIMIT 1 {Skip}
            """;
        var heads = new List<(string Job, long Number, long Priority, long Remote, long Due)>();
        foreach ((string backend, string project, string author, long remote) in queues.AsList().Where(q => q.Backend != request.Except))
        {
            foreach ((string job, long number, long priority, long due) in await QueryAsync<(string, long, long, long)>(
                transaction, head, new { Backend = backend, Project = project, Author = author, now = Ticks(now) }).ConfigureAwait(false))
                heads.Add((job, number, priority, remote, due));
        }

        if (heads.Count == 0)
            return null;
        (string Job, long Number, long Priority, long Remote, long Due) first = heads.OrderByDescending(static h => h.Priority).ThenBy(static h => h.Remote).ThenBy(static h => h.Due).First();
        return (first.Job, first.Number);
    }

    private string Skip => string.Format(CultureInfo.InvariantCulture, _database.Dialect.SkipLocked, "p");
}
