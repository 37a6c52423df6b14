using System.Security.Cryptography;
using Dapper;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Storage;

namespace Sqs.Runtime.Runs;

/// <summary>The runs that projects share, as archives in the database of the jobs.</summary>
/// <param name="database">The database; its schema is that of the job store.</param>
public sealed class SharedRunStore(SqlDatabase database)
{
    /// <summary>The most bytes an archive that is shared may unpack to: many are read by one process.</summary>
    public const long LargestContent = 64L << 20;

    /// <summary>Adds a run.</summary>
    /// <param name="project">The project.</param>
    /// <param name="run">The run, as read from the archive.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it is new; false where the same run was there already, null where another run has its identifier.</returns>
    public Task<bool?> AddAsync(string project, RunRecord run, byte[] archive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        string digest = Digest(archive);
        return database.WriteAsync<bool?>(
            async transaction =>
            {
                int added = await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO runs (project, id, created, summary, digest, archive) VALUES (@project, @Id, @created, @summary, @digest, @archive) ON CONFLICT DO NOTHING",
                    new { project, run.Id, created = run.Created.UtcTicks, summary = RunSummary.DescribeWithJobs(run).ToString(Newtonsoft.Json.Formatting.None), digest, archive },
                    transaction).ConfigureAwait(false);
                if (added > 0)
                    return true;
                string held = (await transaction.Connection!.QueryAsync<string>(
                    "SELECT digest FROM runs WHERE project = @project AND id = @Id", new { project, run.Id }, transaction).ConfigureAwait(false)).Single();
                return held == digest ? false : null;
            },
            cancellationToken);
    }

    /// <summary>Lists runs, newest first.</summary>
    /// <param name="project">The project, or null for all.</param>
    /// <param name="before">Only runs whose identifier is below this one, or null.</param>
    /// <param name="limit">The most runs to list.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The runs.</returns>
    public Task<IReadOnlyList<SharedRun>> ListAsync(string? project, string? before, int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SharedRun>>(
        async connection =>
        [
            .. (await connection.QueryAsync<(string Project, string Id, long Created, string Summary)>(
                """
                SELECT project, id, created, summary FROM runs
                WHERE (CAST(@project AS TEXT) IS NULL OR project = @project) AND (CAST(@before AS TEXT) IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit
                """,
                new { project, before, limit }).ConfigureAwait(false)).Select(r => new SharedRun(r.Project, r.Id, new DateTimeOffset(r.Created, TimeSpan.Zero), r.Summary)),
        ],
        cancellationToken);

    /// <summary>Reads the archive of a run and verifies it.</summary>
    /// <param name="project">The project, or null for any.</param>
    /// <param name="id">Identifier of the run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The archive, or null where there is no such run.</returns>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public Task<byte[]?> ArchiveAsync(string? project, string id, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            (string Digest, byte[] Archive) row = (await connection.QueryAsync<(string, byte[])>(
                "SELECT digest, archive FROM runs WHERE (CAST(@project AS TEXT) IS NULL OR project = @project) AND id = @id ORDER BY project", new { project, id }).ConfigureAwait(false)).FirstOrDefault();
            return row.Archive is null || Digest(row.Archive) == row.Digest ? row.Archive : throw new InvalidDataException($"The stored archive of the run {id} is damaged.");
        },
        cancellationToken);

    /// <summary>Reads a run.</summary>
    /// <param name="project">The project, or null for any.</param>
    /// <param name="id">Identifier of the run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The run, or null where there is no such run.</returns>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public async Task<RunRecord?> OpenAsync(string? project, string id, CancellationToken cancellationToken)
    {
        if (await ArchiveAsync(project, id, cancellationToken).ConfigureAwait(false) is not { } archive)
            return null;
        var diagnostics = new DiagnosticBag();
        return RunArchive.Read(new MemoryStream(archive), id, diagnostics, LargestContent) ?? throw new InvalidDataException(diagnostics.First().Message);
    }

    private static string Digest(byte[] archive) => Convert.ToHexStringLower(SHA256.HashData(archive));
}
