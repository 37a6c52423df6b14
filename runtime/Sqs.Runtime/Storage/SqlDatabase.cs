using System.Data.Common;
using Dapper;
using Polly;
using Polly.Retry;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;

namespace Sqs.Runtime.Storage;

/// <summary>
/// A database of this program: its connections, its transactions and its schema. What is lost on the way to the database, or refused
/// because of another transaction, is tried again for about a minute: every write through this class must therefore be one that
/// may be repeated after an unclear end.
/// </summary>
public abstract class SqlDatabase
{
    private readonly ResiliencePipeline _retry;

    /// <summary>Creates a database; nothing is opened.</summary>
    /// <param name="location">Where it is, for people; without a secret.</param>
    /// <param name="dialect">How it spells things.</param>
    protected SqlDatabase(string location, SqlDialect dialect)
    {
        Location = location;
        Dialect = dialect;
        _retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<DbException>(IsPassing),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(5),
            MaxRetryAttempts = 18,
        }).Build();
    }

    /// <summary>Where the database is, for people; never with a secret.</summary>
    public string Location { get; }

    /// <summary>How it spells things.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Names a database.</summary>
    /// <param name="location">Path of a SQLite file, or what names a PostgreSQL database (<see cref="PostgresDatabase"/>).</param>
    /// <returns>The database.</returns>
    /// <exception cref="DiagnosticException">The text names none.</exception>
    public static SqlDatabase At(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        try
        {
            return PostgresDatabase.IsNamedBy(location) ? new PostgresDatabase(location) : new SqliteDatabase(location);
        }
        catch (ArgumentException exception)
        {
            // The text may hold a password, so it is not repeated.
            throw new DiagnosticException(ProviderDiagnostics.Store.At(SourceSpan.None, "postgres", exception.Message, "write postgres://user@host:port/database"));
        }
    }

    /// <summary>Reads.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads on the connection it is given.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What was read.</returns>
    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            DbConnection connection = await OpenAsync(token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                return await read(connection).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Writes in one transaction, which is on disk when the call returns.</summary>
    /// <typeparam name="T">What is returned.</typeparam>
    /// <param name="write">Writes; it may run again where the first try failed, or where its end is unknown.</param>
    /// <param name="cancellationToken">Stops the call; the transaction is then undone.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    public virtual Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            DbConnection connection = await OpenAsync(token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                DbTransaction transaction = await BeginAsync(connection, token).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    T result = await write(transaction).ConfigureAwait(false);
                    await transaction.CommitAsync(token).ConfigureAwait(false);
                    return result;
                }
            }
        },
        cancellationToken);

    /// <summary>Brings the schema up to the version of this program.</summary>
    /// <param name="migrations">The steps, the first leads from nothing to version 1.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Completes when the schema is current.</returns>
    /// <exception cref="DiagnosticException">The database cannot be used, is damaged, or is of a newer program; it is left as it is.</exception>
    public async Task MigrateAsync(IReadOnlyList<string> migrations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        try
        {
            await CheckAsync(cancellationToken).ConfigureAwait(false);
            await WriteAsync(
                async transaction =>
                {
                    int version = await LockVersionAsync(transaction).ConfigureAwait(false);
                    if (version > migrations.Count)
                        throw Unusable($"it has version {version}", $"this program knows versions up to {migrations.Count}; use the newer program");
                    foreach (string script in migrations.Skip(version))
                        await transaction.Connection!.ExecuteAsync(Dialect.Spell(script), transaction: transaction).ConfigureAwait(false);
                    if (version < migrations.Count)
                        await SetVersionAsync(transaction, migrations.Count).ConfigureAwait(false);
                    return 0;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw Unusable(exception.Message, "it is left as it is; see to it, or name another");
        }
    }

    /// <summary>Whether a failure is one of the moment.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>Whether the same call may succeed soon.</returns>
    protected abstract bool IsPassing(DbException exception);

    /// <summary>Opens a connection.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The open connection.</returns>
    protected abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that writes.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The transaction.</returns>
    protected abstract ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Runs a call where it does not block the caller.</summary>
    /// <typeparam name="T">What is returned.</typeparam>
    /// <param name="access">The call.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the call returned.</returns>
    protected virtual Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> access, CancellationToken cancellationToken) =>
        _retry.ExecuteAsync(static (run, token) => new ValueTask<T>(run(token)), access, cancellationToken).AsTask();

    /// <summary>Looks for damage before anything is written.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Completes where there is none.</returns>
    protected abstract Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Reads the version of the schema and keeps others from changing it until the transaction ends.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The version; 0 for an empty database.</returns>
    protected abstract Task<int> LockVersionAsync(DbTransaction transaction);

    /// <summary>Writes the version of the schema.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="version">The version.</param>
    /// <returns>Completes when written.</returns>
    protected abstract Task SetVersionAsync(DbTransaction transaction, int version);

    /// <summary>A database that cannot be used.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="remedy">What would be right.</param>
    /// <returns>The exception.</returns>
    protected DiagnosticException Unusable(string problem, string remedy) => new(ProviderDiagnostics.Store.At(SourceSpan.None, Location, problem, remedy));
}
