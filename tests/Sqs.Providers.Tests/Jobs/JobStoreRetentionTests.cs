using Sqs.Campaign;
using Sqs.Providers.Costs;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Ledger;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Storage;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>What a store forgets and what never, on both databases.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
public sealed class JobStoreRetentionTests(string kind)
{
    private readonly VirtualTime _clock = new();
    private string _folder = null!;
    private JobStore _store = null!;

    [SetUp]
    public async Task Begin()
    {
        _folder = Directory.CreateTempSubdirectory("sqs-retention").FullName;
        string location = kind == "sqlite" ? Path.Combine(_folder, "jobs.db") : await PostgresServer.CreateDatabaseAsync();
        _store = await JobStore.OpenAsync(SqlDatabase.At(location), default, _clock);
    }

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Only_what_is_old_and_at_its_end_is_taken_out_and_its_cost_stays()
    {
        string shared = await _store.PutAsync("snapshot of a device", default);
        (string draft, string draftText) = await AddAsync(1, shared);
        (string waiting, string waitingText) = await AddAsync(2, shared);
        await _store.ConfirmAsync(waiting, _clock.GetUtcNow(), default);
        (string unsettled, string unsettledText) = await AddAsync(3, shared);
        await EndAsync(unsettled, isSettled: false);
        (string ended, string endedText) = await AddAsync(4, shared);
        await EndAsync(ended, isSettled: true);
        _clock.Advance(TimeSpan.FromDays(30));
        (string young, string youngText) = await AddAsync(5, shared);
        await EndAsync(young, isSettled: true);
        string unnamed = await _store.PutAsync("stored just now, for a job that is not there yet", default);

        PruneResult taken = await _store.PruneAsync(_clock.GetUtcNow() - TimeSpan.FromDays(7), _clock.GetUtcNow(), default);
        Assert.That(taken, Is.EqualTo(new PruneResult(2, 2)), "the draft and the ended job, with a text each");
        Assert.That((await _store.ListAsync(new JobFilter(9), default)).Select(v => v.Job.Id), Is.EqualTo(new[] { young, unsettled, waiting }));
        Assert.That(await _store.EventsAsync(ended, 0, default), Is.Empty);
        foreach (string kept in new[] { shared, waitingText, unsettledText, youngText, unnamed })
            Assert.That(await _store.GetAsync(kept, default), Is.Not.Empty);
        foreach (string gone in new[] { draftText, endedText })
            Assert.That(async () => await _store.GetAsync(gone, default), Throws.TypeOf<InvalidDataException>());
        Assert.That((await _store.LedgerAsync(ended, default)).Single(e => e.Kind == LedgerKind.Charge).Amount.Amount, Is.EqualTo(2));
        Assert.That((await _store.BalancesAsync("default", default)).Single().Charged, Is.EqualTo(4));
        Assert.That(await _store.PruneAsync(_clock.GetUtcNow() - TimeSpan.FromDays(7), _clock.GetUtcNow(), default), Is.EqualTo(new PruneResult(0, 0)));
        Assert.That(draft, Is.Not.EqualTo(ended));
    }

    [Test]
    public async Task A_text_that_is_stored_again_is_young_again()
    {
        string digest = await _store.PutAsync("payload", default);
        _clock.Advance(TimeSpan.FromDays(5));
        await _store.PutAsync("payload", default);
        Assert.That((await _store.PruneAsync(_clock.GetUtcNow(), _clock.GetUtcNow(), default)).Texts, Is.Zero);
        Assert.That(await _store.GetAsync(digest, default), Is.EqualTo("payload"));
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.That((await _store.PruneAsync(_clock.GetUtcNow(), _clock.GetUtcNow(), default)).Texts, Is.EqualTo(1));
    }

    [Test]
    public async Task Many_jobs_are_taken_out_batch_by_batch_and_parts_are_counted_by_state()
    {
        for (int i = 1; i <= 450; i++)
            await _store.CreateAsync(new JobRecord(Id(i), "job", "native", _clock.GetUtcNow(), 0, "s"), [new JobPart(Id(i), 0, "k", "native", "p", [])], null, default);
        Assert.That(await _store.CountPartsAsync(default), Is.EqualTo(new Dictionary<string, long> { ["Draft"] = 450 }));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.That((await _store.PruneAsync(_clock.GetUtcNow(), _clock.GetUtcNow(), default)).Jobs, Is.EqualTo(450));
        Assert.That(await _store.CountPartsAsync(default), Is.Empty);
    }

    private static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(string Id, string Text)> AddAsync(int number, string snapshot)
    {
        string text = await _store.PutAsync($"prepared {number}", default);
        var job = new JobRecord(Id(number), "job", "ibm:ibm_kingston", _clock.GetUtcNow(), 1, snapshot);
        var part = new JobPart(job.Id, 0, $"{job.Id}-0", job.Backend, text, [0]) { Estimate = new CostEstimate(new Money(2, "usd"), "test", false) };
        await _store.CreateAsync(job, [part], null, default);
        return (job.Id, text);
    }

    private async Task EndAsync(string job, bool isSettled)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        await _store.ConfirmAsync(job, now, default);
        PartLease lease = (await _store.LeaseAsync(new LeaseRequest("worker", job, TimeSpan.FromMinutes(1), 100), now, default))!;
        JobPart intent = lease.Part.To(JobState.Submitting, now) with { Attempts = 1 };
        Assert.That(await _store.AdmitAsync(lease, intent, new JobEvent(now, job, 0, "Submitting"), new AdmissionLimits("ibm@default", 100, 0, 1), default), Is.Null);
        JobPart done = (intent.To(JobState.Submitted, now) with { RemoteId = "r" }).To(JobState.Fetching, now).To(JobState.Done, now + TimeSpan.FromHours(1));
        await _store.SaveAsync(lease, isSettled ? done with { DueAt = null, Usage = new JobUsage(1, new Money(2, "usd"), true) } : done, [], [], release: true, default);
    }
}
