using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sqs.Runtime.Storage;

namespace Sqs.Runtime.Access;

/// <summary>
/// Keys of the service. A key is <c>sqs_ID_SECRET</c>; the secret has 256 random bits, so a plain SHA-256 of it is kept: there is nothing
/// to guess that a slow hash would protect.
/// </summary>
public sealed class ApiKeyStore
{
    private const string Prefix = "sqs";
    private const int IdBytes = 8;
    private const int SecretBytes = 32;

    private readonly SqlDatabase _database;
    private readonly TimeProvider _clock;

    /// <summary>Creates a store of keys in the database of the jobs, whose schema is current.</summary>
    /// <param name="database">The database.</param>
    /// <param name="clock">The clock.</param>
    public ApiKeyStore(SqlDatabase database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
    }

    /// <summary>Makes a key.</summary>
    /// <param name="project">The project it opens.</param>
    /// <param name="user">Who holds it.</param>
    /// <param name="scopes">What it allows.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The key as it is kept, and the text for its holder, which is never shown again.</returns>
    public async Task<(ApiKey Key, string Text)> CreateAsync(string project, string user, AccessScopes scopes, CancellationToken cancellationToken)
    {
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var key = new ApiKey(id, project, user, scopes, _clock.GetUtcNow(), null);
        await _database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "INSERT INTO access (id, digest, project, author, scopes, created) VALUES (@id, @digest, @project, @user, @scopes, @created) ON CONFLICT DO NOTHING",
                new { id, digest = DigestOf(secret), project, user, scopes = (long)scopes, created = key.CreatedAt.UtcTicks },
                transaction),
            cancellationToken).ConfigureAwait(false);
        return (key, $"{Prefix}_{id}_{secret}");
    }

    /// <summary>Checks a key.</summary>
    /// <param name="text">What the holder sent.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The key, or null where it is none, or void.</returns>
    public async Task<ApiKey?> CheckAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] fields = text.Split('_');
        if (fields is not [Prefix, { Length: 2 * IdBytes } id, { Length: 2 * SecretBytes } secret] || !id.All(char.IsAsciiHexDigitLower))
            return null;
        Row? row = await ReadAsync("WHERE id = @id", new { id }, cancellationToken).ConfigureAwait(false) is [var first, ..] ? first : null;
        return row is not null && row.Key.RevokedAt is null && CryptographicOperations.FixedTimeEquals(row.Digest, DigestOf(secret)) ? row.Key : null;
    }

    /// <summary>Lists keys, oldest first.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The keys.</returns>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync("ORDER BY created, id", null, cancellationToken).ConfigureAwait(false)).Select(r => r.Key)];

    /// <summary>Makes a key void.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether there was such a key.</returns>
    public Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => _database.WriteAsync(
        async transaction => await transaction.Connection!.ExecuteAsync(
            "UPDATE access SET revoked = coalesce(revoked, @now) WHERE id = @id", new { id, now = _clock.GetUtcNow().UtcTicks }, transaction).ConfigureAwait(false) > 0,
        cancellationToken);

    private static byte[] DigestOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private Task<IReadOnlyList<Row>> ReadAsync(string which, object? parameters, CancellationToken cancellationToken) => _database.ReadAsync<IReadOnlyList<Row>>(
        async connection =>
        [
            .. (await connection.QueryAsync<(string Id, byte[] Digest, string Project, string User, long Scopes, long Created, long? Revoked)>(
                $"SELECT id, digest, project, author, scopes, created, revoked FROM access {which}", parameters).ConfigureAwait(false))
                .Select(r => new Row(
                    new ApiKey(r.Id, r.Project, r.User, (AccessScopes)r.Scopes, Time(r.Created), r.Revoked is { } at ? Time(at) : null), r.Digest)),
        ],
        cancellationToken);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private sealed record Row(ApiKey Key, byte[] Digest);
}
