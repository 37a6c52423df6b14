using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Sqs.Runtime.Storage;

/// <summary>
/// One SQLite file. Write-ahead log with full synchronisation: what was stored survives the death of process and machine. Writes of several callers that
/// come while the disk is busy are put on disk together (group commit); each is still all or nothing by itself.
/// </summary>
public sealed class SqliteDatabase : SqlDatabase
{
    private const int Busy = 5;
    private const int Locked = 6;

    private readonly string _connection;
    private readonly SqliteWriteQueue _queue;

    /// <summary>Names a file; it is made where there is none.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="Compiler.Diagnostics.DiagnosticException">The system has no SQLite library.</exception>
    public SqliteDatabase(string path)
        : base(path, SqlDialect.Sqlite)
    {
        ArgumentNullException.ThrowIfNull(path);
        SystemSqlite.Use(path);
        _connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 60 }.ToString();
        _queue = new SqliteWriteQueue(async () => (SqliteConnection)await OpenAsync(CancellationToken.None).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public override Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken) =>
        RunAsync(token => _queue.WriteAsync(write, token), cancellationToken);

    /// <inheritdoc/>
    protected override bool IsPassing(DbException exception) => exception is SqliteException { SqliteErrorCode: Busy or Locked };

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 60000;").ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        new(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable));

    /// <inheritdoc/>
    /// <remarks>SQLite has no asynchronous file access: calls run to their end on the thread pool.</remarks>
    protected override Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> access, CancellationToken cancellationToken) =>
        Task.Run(() => base.RunAsync(access, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(Location)) is { } folder)
            Directory.CreateDirectory(folder);
        CreatePrivate();
        string verdict = await ReadAsync(async connection => (await connection.ExecuteScalarAsync<string>("PRAGMA quick_check(1)").ConfigureAwait(false))!, cancellationToken)
            .ConfigureAwait(false);
        if (verdict != "ok")
            throw Unusable($"the file is damaged: {verdict}", "it is left as it is; put a copy in its place, or move it away to begin a new one");
    }

    // Programs and results are nobody else's; the log beside the file takes its rights.
    private void CreatePrivate()
    {
        if (OperatingSystem.IsWindows() || File.Exists(Location))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using var file = new FileStream(Location, options);
    }

    /// <inheritdoc/>
    protected override Task<int> LockVersionAsync(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Connection!.ExecuteScalarAsync<int>("PRAGMA user_version", transaction: transaction);
    }

    /// <inheritdoc/>
    protected override Task SetVersionAsync(DbTransaction transaction, int version)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Connection!.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"), transaction: transaction);
    }
}
