using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Sqs.Runtime.Storage;

/// <summary>A PostgreSQL database, shared by several processes on several machines.</summary>
public sealed class PostgresDatabase : SqlDatabase, IAsyncDisposable
{
    // Any number, as long as every version of this program takes the same.
    private const long MigrationLock = 0x53515301;

    private readonly NpgsqlDataSource _source;

    /// <summary>Names a database.</summary>
    /// <param name="connection">
    /// An Npgsql connection string, or an address <c>postgres://user@host:port/database</c>. A password is better left to the variable
    /// <c>PGPASSWORD</c> or a password file.
    /// </param>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public PostgresDatabase(string connection)
        : this(Parse(connection))
    {
    }

    private PostgresDatabase(NpgsqlConnectionStringBuilder settings)
        : base(string.Create(CultureInfo.InvariantCulture, $"postgres://{settings.Host}:{settings.Port}/{settings.Database}"), SqlDialect.Postgres)
    {
        settings.ApplicationName ??= "sqs";
        _source = NpgsqlDataSource.Create(settings);
    }

    /// <summary>Whether a text names a PostgreSQL database and not a file.</summary>
    /// <param name="location">The text.</param>
    /// <returns>Whether it is an address or a connection string.</returns>
    public static bool IsNamedBy(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return IsAddress(location) || location.Contains("Host=", StringComparison.OrdinalIgnoreCase) || location.Contains("Server=", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <inheritdoc/>
    protected override bool IsPassing(DbException exception) => exception is NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: IOException }
        or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow };

    /// <inheritdoc/>
    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The server checks its pages itself, where its administrator switched that on.</remarks>
    protected override Task CheckAsync(CancellationToken cancellationToken) => ReadAsync(static connection => connection.ExecuteScalarAsync<int>("SELECT 1"), cancellationToken);

    /// <inheritdoc/>
    protected override async Task<int> LockVersionAsync(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        DbConnection connection = transaction.Connection!;
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock }, transaction).ConfigureAwait(false);
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)", transaction: transaction).ConfigureAwait(false);
        return await connection.ExecuteScalarAsync<int?>("SELECT max(version) FROM schema_version", transaction: transaction).ConfigureAwait(false) ?? 0;
    }

    /// <inheritdoc/>
    protected override Task SetVersionAsync(DbTransaction transaction, int version)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Connection!.ExecuteAsync("DELETE FROM schema_version; INSERT INTO schema_version (version) VALUES (@version)", new { version }, transaction);
    }

    private static bool IsAddress(string location) =>
        location.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || location.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (!IsAddress(connection))
            return new NpgsqlConnectionStringBuilder(connection);
        if (!Uri.TryCreate(connection, UriKind.Absolute, out Uri? address) || address.AbsolutePath.Length < 2)
            throw new ArgumentException("The address of a PostgreSQL database is postgres://user@host:port/database.", nameof(connection));
        string[] user = address.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath[1..]) };
        if (address.Port > 0)
            settings.Port = address.Port;
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);

        // What is not understood is refused: a connection that was to be encrypted must not be made in the clear.
        foreach (string pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] entry = pair.Split('=', 2);
            string name = Uri.UnescapeDataString(entry[0]).Replace("sslmode", "SSL Mode", StringComparison.OrdinalIgnoreCase).Replace("sslrootcert", "Root Certificate", StringComparison.OrdinalIgnoreCase);
            settings[name] = entry.Length == 1 ? string.Empty : Uri.UnescapeDataString(entry[1]).Replace("verify-full", "VerifyFull", StringComparison.OrdinalIgnoreCase).Replace("verify-ca", "VerifyCA", StringComparison.OrdinalIgnoreCase);
        }

        return settings;
    }
}
