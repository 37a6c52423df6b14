using System.Data;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;

namespace Sqs.Runtime.Jobs.Store;

/// <summary>
/// Jobs in one SQLite file. What is searched for has columns; the rest of a part is its JSON. Write-ahead log with full synchronisation:
/// what was stored survives the death of process and machine.
/// </summary>
public sealed class SqliteJobStore : IJobStore
{
    private const int Version = 1;

    // One row a remote state: the index answers how many are in flight.
    private const string Schema = """
        CREATE TABLE jobs (id TEXT PRIMARY KEY, created INTEGER NOT NULL, body TEXT NOT NULL);
        CREATE TABLE parts (
          job TEXT NOT NULL REFERENCES jobs(id), number INTEGER NOT NULL, backend TEXT NOT NULL, state TEXT NOT NULL, due INTEGER,
          cancel INTEGER NOT NULL DEFAULT 0, fence INTEGER NOT NULL DEFAULT 0, owner TEXT, lease INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL,
          PRIMARY KEY (job, number));
        CREATE INDEX parts_due ON parts (due) WHERE due IS NOT NULL;
        CREATE INDEX parts_state ON parts (backend, state);
        CREATE TABLE events (sequence INTEGER PRIMARY KEY AUTOINCREMENT, job TEXT NOT NULL, part INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL);
        CREATE INDEX events_job ON events (job);
        CREATE TABLE blobs (digest TEXT PRIMARY KEY, text TEXT NOT NULL);
        PRAGMA user_version = 1;
        """;

    private readonly string _connection;

    private SqliteJobStore(string path) => _connection = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = 60,
    }.ToString();

    /// <summary>Opens a store, and makes it where there is none.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The store.</returns>
    /// <exception cref="DiagnosticException">The file is no store of a version that is known.</exception>
    public static SqliteJobStore Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        SystemSqlite.Use(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        var store = new SqliteJobStore(path);
        try
        {
            using SqliteConnection connection = store.Connect();
            using SqliteTransaction transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            long version = connection.ExecuteScalar<long>("PRAGMA user_version", transaction: transaction);
            if (version > Version)
                throw Unusable(path, $"it has version {version}", $"this program knows versions up to {Version}");
            if (version == 0)
                connection.Execute(Schema, transaction: transaction);
            transaction.Commit();
            return store;
        }
        catch (SqliteException exception)
        {
            throw Unusable(path, exception.Message, "it is left as it is; move it away to begin a new one");
        }
    }

    /// <inheritdoc/>
    public Task CreateAsync(JobRecord job, IReadOnlyList<JobPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return WriteAsync((connection, transaction) =>
        {
            connection.Execute("INSERT INTO jobs (id, created, body) VALUES (@Id, @created, @body)", new { job.Id, created = Ticks(job.CreatedAt), body = JobJson.Write(job) }, transaction);
            foreach (JobPart part in parts)
                Insert(connection, transaction, part);
            return 0;
        });
    }

    /// <inheritdoc/>
    public Task<JobRecord?> FindAsync(string id, CancellationToken cancellationToken) => ReadAsync(connection =>
    {
        List<string> bodies = connection.Query<string>("SELECT body FROM jobs WHERE substr(id, 1, length(@id)) = @id LIMIT 2", new { id }).AsList();
        return bodies.Count == 1 ? JobJson.Read<JobRecord>(bodies[0]) : null;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> ListAsync(int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<JobRecord>>(connection =>
        [.. connection.Query<string>("SELECT body FROM jobs ORDER BY created DESC, rowid DESC LIMIT @limit", new { limit }).Select(JobJson.Read<JobRecord>)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobPart>> PartsAsync(string jobId, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<JobPart>>(connection =>
        [.. connection.Query<string>("SELECT body FROM parts WHERE job = @jobId ORDER BY number", new { jobId }).Select(JobJson.Read<JobPart>)]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobEvent>> EventsAsync(string jobId, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<JobEvent>>(connection =>
        [.. connection.Query<(long At, long Part, string Text)>("SELECT at, part, text FROM events WHERE job = @jobId ORDER BY sequence", new { jobId })
            .Select(e => new JobEvent(Time(e.At), jobId, (int)e.Part, e.Text))]);

    /// <inheritdoc/>
    public Task ConfirmAsync(string jobId, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeDraftsAsync(jobId, part => part.To(JobState.Validated, now), now, "confirmed");

    /// <inheritdoc/>
    public async Task RequestCancelAsync(string jobId, CancelRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ChangeDraftsAsync(jobId, part => part.To(JobState.Cancelled, null), now, "cancelled").ConfigureAwait(false);
        await WriteAsync((connection, transaction) => connection.Execute(
            "UPDATE parts SET cancel = max(cancel, @request), due = min(due, @now) WHERE job = @jobId AND due IS NOT NULL",
            new { request = (int)request, now = Ticks(now), jobId },
            transaction)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<PartLease?> LeaseAsync(string worker, string? jobId, DateTimeOffset now, TimeSpan duration, CancellationToken cancellationToken) => WriteAsync((connection, transaction) =>
    {
        var found = connection.QueryFirstOrDefault<(string Job, long Number, string Body, long Cancel, long Fence)?>(
            """
            UPDATE parts SET owner = @worker, lease = @until, fence = fence + 1
            WHERE (job, number) = (SELECT job, number FROM parts WHERE due <= @now AND lease <= @now AND (@jobId IS NULL OR job = @jobId) ORDER BY due LIMIT 1)
            RETURNING job, number, body, cancel, fence
            """,
            new { worker, until = Ticks(now + duration), now = Ticks(now), jobId },
            transaction);
        return found is { } row ? new PartLease(JobJson.Read<JobPart>(row.Body), (CancelRequest)row.Cancel, row.Fence) : null;
    });

    /// <inheritdoc/>
    public Task SaveAsync(
        PartLease lease, JobPart part, IReadOnlyList<JobEvent> events, IReadOnlyList<JobPart> successors, bool release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(part);
        return WriteAsync((connection, transaction) =>
        {
            int changed = connection.Execute(
                """
                UPDATE parts SET state = @state, due = @due, body = @body, lease = CASE WHEN @release THEN 0 ELSE lease END
                WHERE job = @JobId AND number = @Index AND fence = @Fence
                """,
                new { state = part.State.ToString(), due = part.DueAt is { } due ? Ticks(due) : (long?)null, body = JobJson.Write(part), release, part.JobId, part.Index, lease.Fence },
                transaction);
            if (changed == 0)
                throw new LeaseLostException(part.JobId, part.Index);
            foreach (JobPart successor in successors)
                Insert(connection, transaction, successor);
            foreach (JobEvent happened in events)
                Insert(connection, transaction, happened);
            return 0;
        });
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(PartLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return WriteAsync((connection, transaction) => connection.Execute(
            "UPDATE parts SET lease = 0 WHERE job = @JobId AND number = @Index AND fence = @Fence",
            new { lease.Part.JobId, lease.Part.Index, lease.Fence },
            transaction));
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueAsync(string? jobId, CancellationToken cancellationToken) => ReadAsync(connection =>
    {
        long? due = connection.ExecuteScalar<long?>("SELECT min(max(due, lease)) FROM parts WHERE due IS NOT NULL AND (@jobId IS NULL OR job = @jobId)", new { jobId });
        return due is { } ticks ? Time(ticks) : (DateTimeOffset?)null;
    });

    /// <inheritdoc/>
    public Task<int> CountInFlightAsync(string backend, CancellationToken cancellationToken) => ReadAsync(connection => connection.ExecuteScalar<int>(
        "SELECT count(*) FROM parts WHERE backend = @backend AND state IN ('Submitting', 'SubmitUnknown', 'Submitted', 'Running')", new { backend }));

    /// <inheritdoc/>
    public async Task<string> PutAsync(string text, CancellationToken cancellationToken)
    {
        string digest = DigestOf(text);
        await WriteAsync((connection, transaction) =>
            connection.Execute("INSERT INTO blobs (digest, text) VALUES (@digest, @text) ON CONFLICT DO NOTHING", new { digest, text }, transaction)).ConfigureAwait(false);
        return digest;
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string digest, CancellationToken cancellationToken) => ReadAsync(connection =>
    {
        string? text = connection.ExecuteScalar<string?>("SELECT text FROM blobs WHERE digest = @digest", new { digest });
        return text is not null && DigestOf(text) == digest ? text : throw new InvalidDataException($"The stored text {digest} is missing or damaged.");
    });

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static long Ticks(DateTimeOffset time) => time.UtcTicks;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, JobPart part) => connection.Execute(
        "INSERT INTO parts (job, number, backend, state, due, body) VALUES (@JobId, @Index, @Backend, @state, @due, @body)",
        new { part.JobId, part.Index, part.Backend, state = part.State.ToString(), due = part.DueAt is { } due ? Ticks(due) : (long?)null, body = JobJson.Write(part) },
        transaction);

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, JobEvent happened) => connection.Execute(
        "INSERT INTO events (job, part, at, text) VALUES (@JobId, @Part, @at, @Text)", new { happened.JobId, happened.Part, at = Ticks(happened.At), happened.Text }, transaction);

    private static DiagnosticException Unusable(string path, string problem, string remedy) =>
        new(ProviderDiagnostics.Store.At(SourceSpan.None, path, problem, remedy));

    private Task ChangeDraftsAsync(string jobId, Func<JobPart, JobPart> change, DateTimeOffset now, string text) => WriteAsync((connection, transaction) =>
    {
        foreach (string body in connection.Query<string>("SELECT body FROM parts WHERE job = @jobId AND state = 'Draft'", new { jobId }, transaction).AsList())
        {
            JobPart part = change(JobJson.Read<JobPart>(body));
            connection.Execute(
                "UPDATE parts SET state = @state, due = @due, body = @body WHERE job = @JobId AND number = @Index",
                new { state = part.State.ToString(), due = part.DueAt is { } due ? Ticks(due) : (long?)null, body = JobJson.Write(part), part.JobId, part.Index },
                transaction);
            Insert(connection, transaction, new JobEvent(now, jobId, part.Index, text));
        }

        return 0;
    });

    // SQLite has no asynchronous file access: calls run to their end on the thread pool.
    private Task<T> ReadAsync<T>(Func<SqliteConnection, T> read) => Task.Run(() =>
    {
        using SqliteConnection connection = Connect();
        return read(connection);
    });

    private Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write) => Task.Run(() =>
    {
        using SqliteConnection connection = Connect();
        using SqliteTransaction transaction = connection.BeginTransaction(IsolationLevel.Serializable);
        T result = write(connection, transaction);
        transaction.Commit();
        return result;
    });

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 60000;");
        return connection;
    }
}
