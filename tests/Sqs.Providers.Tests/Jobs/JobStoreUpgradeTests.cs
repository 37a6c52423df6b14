using Microsoft.Data.Sqlite;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>Files of earlier programs, and files that are damaged.</summary>
public sealed class JobStoreUpgradeTests
{
    // The schema of version 1 as it was released.
    private const string Version1 = """
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
        INSERT INTO jobs VALUES ('01a1', 5, '{"Id":"01a1","Name":"old","Backend":"native","CreatedAt":"2026-09-01T08:00:00+00:00","Circuits":1,"Snapshot":"s"}');
        INSERT INTO parts (job, number, backend, state, due, fence, body) VALUES ('01a1', 0, 'native', 'Validated', 7, 3,
          '{"JobId":"01a1","Index":0,"Key":"01a1-0","Backend":"native","Prepared":"p","Circuits":[0],"State":"Validated","DueAt":"2026-09-01T08:00:00+00:00"}');
        INSERT INTO events (job, part, at, text) VALUES ('01a1', 0, 6, 'confirmed');
        INSERT INTO blobs VALUES ('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'abc');
        PRAGMA user_version = 1;
        """;

    private string _path = null!;

    [SetUp]
    public void Begin() => _path = Path.Combine(Directory.CreateTempSubdirectory("sqs-upgrade").FullName, "jobs.db");

    [TearDown]
    public void End() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Test]
    public async Task A_store_of_the_first_version_opens_with_all_it_holds()
    {
        await JobStore.OpenAsync(Path.Combine(Path.GetDirectoryName(_path)!, "other.db"), default);
        await using (var connection = new SqliteConnection($"Data Source={_path}"))
        {
            await connection.OpenAsync();
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = Version1;
            await command.ExecuteNonQueryAsync();
        }

        JobStore store = await JobStore.OpenAsync(_path, default);
        JobView view = (await store.ListAsync(new JobFilter(9), default)).Single();
        Assert.That(view.Job, Is.EqualTo(new JobRecord("01a1", "old", "native", new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero), 1, "s")));
        Assert.That(view.Job.Project, Is.EqualTo("default"));
        Assert.That((await store.EventsAsync("01a1", 0, default)).Single().Text, Is.EqualTo("confirmed"));
        Assert.That(await store.GetAsync("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", default), Is.EqualTo("abc"));
        PartLease lease = (await store.LeaseAsync(new LeaseRequest("w", null, TimeSpan.FromMinutes(1), 1), DateTimeOffset.UtcNow, default))!;
        Assert.That(lease.Fence, Is.EqualTo(4));
        Assert.That(lease.Part.State, Is.EqualTo(JobState.Validated));
        Assert.That(async () => await JobStore.OpenAsync(_path, default), Throws.Nothing, "it opens again");
    }

    [Test]
    public async Task A_damaged_store_is_reported_and_left_as_it_is([Values("torn", "overwritten", "text")] string damage)
    {
        JobStore store = await JobStore.OpenAsync(_path, default);
        for (int i = 0; i < 200; i++)
            await store.PutAsync($"text {i} {new string('x', 400)}", default);
        SqliteConnection.ClearAllPools();
        File.Delete(_path + "-wal");
        byte[] bytes = await File.ReadAllBytesAsync(_path);
        bytes = damage switch
        {
            "torn" => bytes[..(bytes.Length / 2)],
            "overwritten" => [.. bytes.Select((b, i) => i is > 5000 and < 40_000 ? (byte)(b ^ 0x5A) : b)],
            _ => "no database at all, but a letter of some length to a friend who asked for one\n"u8.ToArray(),
        };
        await File.WriteAllBytesAsync(_path, bytes);
        DiagnosticException? refused = await Assert.ThrowsAsync<DiagnosticException>(() => JobStore.OpenAsync(_path, default));
        Assert.That(refused!.Message, Does.Contain("SQS6013").And.Contain(_path));
        SqliteConnection.ClearAllPools();
        Assert.That(await File.ReadAllBytesAsync(_path), Is.EqualTo(bytes));
    }
}
