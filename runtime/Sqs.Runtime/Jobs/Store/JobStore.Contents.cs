using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Sqs.Runtime.Jobs.Store;

/// <content>Texts under their SHA-256: programs, payloads, results.</content>
public sealed partial class JobStore
{
    private const string Plain = "plain";
    private const string Brotli = "brotli";
    private const int WorthCompressing = 512;

    /// <inheritdoc/>
    public async Task<string> PutAsync(string text, CancellationToken cancellationToken)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        string digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        (string encoding, byte[] body) = bytes.Length < WorthCompressing ? (Plain, bytes) : (Brotli, Compress(bytes));
        await _database.WriteAsync(
            transaction => ExecuteAsync(
                transaction,
                "INSERT INTO contents (digest, encoding, body, stored) VALUES (@digest, @encoding, @body, @stored) ON CONFLICT (digest) DO UPDATE SET stored = excluded.stored",
                new { digest, encoding, body, stored = Ticks(_clock.GetUtcNow()) }),
            cancellationToken).ConfigureAwait(false);
        return digest;
    }

    /// <inheritdoc/>
    public Task<string> GetAsync(string digest, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            List<(string Encoding, byte[] Body)> rows = (await connection.QueryAsync<(string, byte[])>("SELECT encoding, body FROM contents WHERE digest = @digest", new { digest }).ConfigureAwait(false)).AsList();
            byte[]? bytes = rows.Count == 0 ? null : rows[0].Encoding == Brotli ? Expand(rows[0].Body) : rows[0].Body;
            return bytes is not null && Convert.ToHexStringLower(SHA256.HashData(bytes)) == digest
                ? Encoding.UTF8.GetString(bytes)
                : throw new InvalidDataException($"The stored text {digest} is missing or damaged.");
        },
        cancellationToken);

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new BrotliStream(compressed, CompressionLevel.Fastest))
            stream.Write(bytes);
        return compressed.ToArray();
    }

    private static byte[]? Expand(byte[] body)
    {
        try
        {
            using var stream = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception exception) when (exception is InvalidOperationException or InvalidDataException)
        {
            return null;
        }
    }
}
