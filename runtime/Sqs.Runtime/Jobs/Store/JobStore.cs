using System.Data.Common;
using Dapper;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Storage;

namespace Sqs.Runtime.Jobs.Store;

/// <summary>Jobs in a SQL database. Every write may be repeated: a second run of the same call finds what the first stored and adds nothing.</summary>
public sealed partial class JobStore : IJobStore
{
    private const int Idle = 0;
    private const int Remote = 1;
    private const int Waiting = 2;

    private readonly SqlDatabase _database;
    private readonly TimeProvider _clock;

    private JobStore(SqlDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Opens a store, makes it where there is none, and brings an older one up to date.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="clock">The clock, or null for the system's.</param>
    /// <returns>The store.</returns>
    /// <exception cref="DiagnosticException">The database cannot be used; it is left as it is.</exception>
    public static async Task<JobStore> OpenAsync(SqlDatabase database, CancellationToken cancellationToken, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        await database.MigrateAsync(JobSchema.Migrations, cancellationToken).ConfigureAwait(false);
        return new JobStore(database, clock ?? TimeProvider.System);
    }

    /// <summary>Opens a store.</summary>
    /// <param name="location">Path of a SQLite file, or what names a PostgreSQL database (<see cref="PostgresDatabase"/>).</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The store.</returns>
    /// <exception cref="DiagnosticException">The database cannot be used; it is left as it is.</exception>
    public static Task<JobStore> OpenAsync(string location, CancellationToken cancellationToken) => OpenAsync(SqlDatabase.At(location), cancellationToken);

    /// <summary>Opens a store and waits for it: for programs that do nothing else meanwhile.</summary>
    /// <param name="location">Path of a SQLite file, or what names a PostgreSQL database.</param>
    /// <returns>The store.</returns>
    /// <exception cref="DiagnosticException">The database cannot be used; it is left as it is.</exception>
    public static JobStore Open(string location) => OpenAsync(location, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public Task<string> CreateAsync(JobRecord job, IReadOnlyList<JobPart> parts, IdempotencyToken? token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return _database.WriteAsync(
            async transaction =>
            {
                if (token is not null && await ClaimAsync(transaction, job, token).ConfigureAwait(false) is { } earlier)
                    return earlier;
                int added = await ExecuteAsync(
                    transaction,
                    "INSERT INTO jobs (id, created, body, project) VALUES (@Id, @created, @body, @Project) ON CONFLICT DO NOTHING",
                    new { job.Id, created = Ticks(job.CreatedAt), body = JobJson.Write(job), job.Project }).ConfigureAwait(false);
                foreach (JobPart part in added == 0 ? [] : parts)
                    await InsertAsync(transaction, job, part, job.CreatedAt).ConfigureAwait(false);
                return job.Id;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> FindByTokenAsync(string project, IdempotencyToken token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _database.ReadAsync(
            async connection =>
            {
                (string Job, string Digest) row = (await connection.QueryAsync<(string, string)>(
                    "SELECT job, digest FROM idempotency WHERE project = @project AND token = @Text", new { project, token.Text }).ConfigureAwait(false)).FirstOrDefault();
                return row.Job is null || row.Digest == token.Digest ? row.Job : throw new IdempotencyConflictException(token.Text);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> MatchesAsync(string beginning, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        if (beginning.Length == 0 || !beginning.All(char.IsAsciiHexDigitLower))
            return Task.FromResult<IReadOnlyList<string>>([]);
        return _database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
                (await connection.QueryAsync<string>("SELECT id FROM jobs WHERE id >= @beginning AND id < @end ORDER BY id LIMIT @limit", new { beginning, end = beginning + "g", limit }).ConfigureAwait(false)).AsList(),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JobRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);

        // Identifiers are lower-case hexadecimal, so 'g' follows them all.
        if (id.Length == 0 || !id.All(char.IsAsciiHexDigitLower))
            return Task.FromResult<JobRecord?>(null);
        return _database.ReadAsync(
            async connection =>
            {
                List<string> bodies = (await connection.QueryAsync<string>("SELECT body FROM jobs WHERE id >= @id AND id < @end LIMIT 2", new { id, end = id + "g" }).ConfigureAwait(false)).AsList();
                return bodies.Count == 1 ? JobJson.Read<JobRecord>(bodies[0]) : null;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobView>> ListAsync(JobFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return _database.ReadAsync<IReadOnlyList<JobView>>(
            async connection =>
            {
                List<JobRecord> jobs = (await connection.QueryAsync<string>(
                    """
                    SELECT body FROM jobs WHERE (CAST(@Project AS TEXT) IS NULL OR project = @Project) AND (CAST(@Before AS TEXT) IS NULL OR id < @Before)
                    ORDER BY id DESC LIMIT @Limit
                    """,
                    filter).ConfigureAwait(false)).Select(JobJson.Read<JobRecord>).AsList();
                if (jobs.Count == 0)
                    return [];
                ILookup<string, JobPart> parts = (await connection.QueryAsync<string>(
                    "SELECT body FROM parts WHERE job >= @last AND job <= @first AND (CAST(@Project AS TEXT) IS NULL OR project = @Project) ORDER BY job, number",
                    new { last = jobs[^1].Id, first = jobs[0].Id, filter.Project }).ConfigureAwait(false)).Select(JobJson.Read<JobPart>).ToLookup(p => p.JobId);
                return [.. jobs.Select(j => new JobView(j, [.. parts[j.Id]]))];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobPart>> PartsAsync(string jobId, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<JobPart>>(
        async connection => [.. (await connection.QueryAsync<string>("SELECT body FROM parts WHERE job = @jobId ORDER BY number", new { jobId }).ConfigureAwait(false)).Select(JobJson.Read<JobPart>)],
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobEvent>> EventsAsync(string jobId, long after, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<JobEvent>>(
        async connection =>
        [
            .. (await connection.QueryAsync<(long Sequence, long At, long Part, string Text)>(
                "SELECT sequence, at, part, text FROM events WHERE job = @jobId AND sequence > @after ORDER BY sequence", new { jobId, after }).ConfigureAwait(false))
                .Select(e => new JobEvent(Time(e.At), jobId, (int)e.Part, e.Text) { Sequence = e.Sequence }),
        ],
        cancellationToken);

    /// <inheritdoc/>
    public Task ConfirmAsync(string jobId, DateTimeOffset now, CancellationToken cancellationToken) => _database.WriteAsync(
        transaction => ChangeDraftsAsync(transaction, jobId, part => part.To(JobState.Validated, now), now, "confirmed"), cancellationToken);

    /// <inheritdoc/>
    public Task RequestCancelAsync(string jobId, CancelRequest request, DateTimeOffset now, CancellationToken cancellationToken) => _database.WriteAsync(
        async transaction =>
        {
            await ChangeDraftsAsync(transaction, jobId, part => part.To(JobState.Cancelled, null), now, "cancelled").ConfigureAwait(false);
            return await ExecuteAsync(
                transaction,
                """
                UPDATE parts SET cancel = CASE WHEN cancel < @request THEN @request ELSE cancel END, due = CASE WHEN due > @now THEN @now ELSE due END
                WHERE job = @jobId AND due IS NOT NULL
                """,
                new { request = (int)request, now = Ticks(now), jobId }).ConfigureAwait(false);
        },
        cancellationToken);

    private static long Ticks(DateTimeOffset time) => time.UtcTicks;

    private static long? Ticks(DateTimeOffset? time) => time?.UtcTicks;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static int StageOf(JobState state) => state switch
    {
        JobState.Submitting or JobState.SubmitUnknown or JobState.Submitted or JobState.Running => Remote,
        JobState.Validated or JobState.Held => Waiting,
        _ => Idle,
    };

    private static Task<int> ExecuteAsync(DbTransaction transaction, string sql, object parameters) => transaction.Connection!.ExecuteAsync(sql, parameters, transaction);

    private static Task<IEnumerable<T>> QueryAsync<T>(DbTransaction transaction, string sql, object parameters) => transaction.Connection!.QueryAsync<T>(sql, parameters, transaction);

    private static Task<int> InsertAsync(DbTransaction transaction, JobEvent happened) => ExecuteAsync(
        transaction,
        "INSERT INTO events (job, part, at, text) VALUES (@JobId, @Part, @at, @Text)",
        new { happened.JobId, happened.Part, at = Ticks(happened.At), happened.Text });

    private static async Task InsertAsync(DbTransaction transaction, JobRecord job, JobPart part, DateTimeOffset now)
    {
        await ExecuteAsync(
            transaction, "INSERT INTO queues (backend, project, author) VALUES (@Backend, @Project, @User) ON CONFLICT DO NOTHING", new { part.Backend, job.Project, job.User }).ConfigureAwait(false);
        await ExecuteAsync(
            transaction,
            """
            INSERT INTO parts (job, number, backend, state, stage, due, body, project, author, priority)
            VALUES (@JobId, @Index, @Backend, @state, @stage, @due, @body, @Project, @User, @Priority)
            """,
            new
            {
                part.JobId,
                part.Index,
                part.Backend,
                state = part.State.ToString(),
                stage = StageOf(part.State),
                due = Ticks(part.DueAt),
                body = JobJson.Write(part),
                job.Project,
                job.User,
                job.Priority,
            }).ConfigureAwait(false);
        await PostAsync(transaction, job.Project, null, part, now).ConfigureAwait(false);
    }

    // Of two requests with the same token one makes the job, and the other gets it.
    private static async Task<string?> ClaimAsync(DbTransaction transaction, JobRecord job, IdempotencyToken token)
    {
        int added = await ExecuteAsync(
            transaction,
            "INSERT INTO idempotency (project, token, digest, job) VALUES (@Project, @Text, @Digest, @Id) ON CONFLICT DO NOTHING",
            new { job.Project, token.Text, token.Digest, job.Id }).ConfigureAwait(false);
        if (added > 0)
            return null;
        (string earlier, string digest) = (await QueryAsync<(string, string)>(
            transaction, "SELECT job, digest FROM idempotency WHERE project = @Project AND token = @Text", new { job.Project, token.Text }).ConfigureAwait(false)).Single();
        return digest == token.Digest ? earlier : throw new IdempotencyConflictException(token.Text);
    }

    private async Task<int> ChangeDraftsAsync(DbTransaction transaction, string jobId, Func<JobPart, JobPart> change, DateTimeOffset now, string text)
    {
        int changed = 0;
        string drafts = $"SELECT body FROM parts WHERE job = @jobId AND state = 'Draft' ORDER BY number {_database.Dialect.LockRow}";
        foreach (string body in (await QueryAsync<string>(transaction, drafts, new { jobId }).ConfigureAwait(false)).AsList())
        {
            JobPart part = change(JobJson.Read<JobPart>(body));
            changed += await ExecuteAsync(
                transaction,
                "UPDATE parts SET state = @state, stage = @stage, due = @due, body = @body WHERE job = @JobId AND number = @Index",
                new { state = part.State.ToString(), stage = StageOf(part.State), due = Ticks(part.DueAt), body = JobJson.Write(part), part.JobId, part.Index }).ConfigureAwait(false);
            await InsertAsync(transaction, new JobEvent(now, jobId, part.Index, text)).ConfigureAwait(false);
        }

        return changed;
    }
}
