using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Costs;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Ledger;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>What a store promises, on both databases.</summary>
[TestFixture("sqlite")]
[TestFixture("postgres")]
public sealed class JobStoreTests(string kind)
{
    private const string Backend = "ibm:ibm_kingston";

    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly AdmissionLimits Limits = new("ibm@default", MostInFlight: 2, SubmitsPerSecond: 0, SubmitBurst: 1);

    private string _folder = null!;
    private string _location = null!;
    private JobStore _store = null!;
    private int _jobs;

    [SetUp]
    public async Task Begin()
    {
        _folder = Directory.CreateTempSubdirectory("sqs-store").FullName;
        _location = kind == "sqlite" ? Path.Combine(_folder, "jobs.db") : await PostgresServer.CreateDatabaseAsync();
        _store = await JobStore.OpenAsync(_location, default);
        _jobs = 0;
    }

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Jobs_are_found_by_their_beginning_and_listed_newest_first_page_by_page()
    {
        for (int i = 0; i < 5; i++)
            await AddAsync(project: i == 2 ? "other" : "default");
        IReadOnlyList<JobView> page = await _store.ListAsync(new JobFilter(2) { Project = "default" }, default);
        IReadOnlyList<JobView> next = await _store.ListAsync(new JobFilter(9) { Project = "default", Before = page[^1].Job.Id }, default);
        Assert.That(page.Concat(next).Select(v => v.Job.Id), Is.EqualTo(new[] { Id(5), Id(4), Id(2), Id(1) }));
        Assert.That(page[0].Parts, Has.Count.EqualTo(1));
        Assert.That((await _store.FindAsync(Id(3)[..^1] + "3", default))!.Project, Is.EqualTo("other"));
        Assert.That(await _store.FindAsync("0", default), Is.Null, "several begin so");
        Assert.That(await _store.FindAsync("%", default), Is.Null);
        Assert.That(await _store.FindAsync(string.Empty, default), Is.Null);
    }

    [Test]
    public async Task A_call_that_is_repeated_after_an_unclear_end_adds_nothing()
    {
        (JobRecord job, JobPart part) = await AddAsync(cost: 2);
        await _store.CreateAsync(job, [part], null, default);
        await _store.ConfirmAsync(job.Id, Now, default);
        await _store.ConfirmAsync(job.Id, Now, default);
        PartLease lease = (await LeaseAsync())!;
        JobPart intent = Intent(lease);
        Assert.That(await AdmitAsync(lease, intent), Is.Null);
        Assert.That(await AdmitAsync(lease, intent), Is.Null);
        JobPart sent = intent.To(JobState.Submitted, Now) with { RemoteId = "r" };
        var happened = new JobEvent(Now, job.Id, 0, "Submitted");
        JobPart successor = part with { Index = 10_000, Key = "k2" };
        for (int i = 0; i < 2; i++)
            await _store.SaveAsync(lease, sent, [happened], [successor], release: true, default);
        Assert.That((await _store.EventsAsync(job.Id, 0, default)).Select(e => e.Text), Is.EqualTo(new[] { "confirmed", "Submitting", "Submitted" }));
        Assert.That(await _store.PartsAsync(job.Id, default), Has.Count.EqualTo(2));
        Assert.That((await _store.LedgerAsync(job.Id, default)).Count(e => e.Kind == LedgerKind.Reserve), Is.EqualTo(1));
    }

    [Test]
    public async Task A_request_with_the_same_token_makes_one_job_in_its_project()
    {
        var token = new IdempotencyToken("t", "digest");
        JobRecord[] jobs = [.. Enumerable.Range(1, 6).Select(i => new JobRecord(Id(i), "job", Backend, Now, 0, "s") { Project = i == 6 ? "other" : "default" })];
        string[] made = await Task.WhenAll(jobs.Select(j => Task.Run(() => _store.CreateAsync(j, [], token, default))));
        Assert.That(made[..5].Distinct().Count(), Is.EqualTo(1));
        Assert.That(made[5], Is.EqualTo(Id(6)));
        Assert.That(await _store.ListAsync(new JobFilter(9), default), Has.Count.EqualTo(2));
        Assert.That(await _store.FindByTokenAsync("default", token, default), Is.EqualTo(made[0]));
        Assert.That(await _store.FindByTokenAsync("third", token, default), Is.Null);
        Assert.That(async () => await _store.CreateAsync(jobs[0] with { Id = Id(7) }, [], token with { Digest = "other" }, default), Throws.TypeOf<IdempotencyConflictException>());
        Assert.That(await _store.FindAsync(Id(7), default), Is.Null);
    }

    [Test]
    public async Task A_worker_that_lost_its_lease_cannot_write()
    {
        await ConfirmedAsync();
        PartLease first = (await LeaseAsync())!;
        Assert.That(await LeaseAsync(), Is.Null, "it is leased");
        Assert.That(await _store.RenewAsync(first, Now + TimeSpan.FromMinutes(2), default), Is.True);
        Assert.That(await LeaseAsync(Now + TimeSpan.FromMinutes(1.5)), Is.Null, "it was renewed");
        PartLease second = (await LeaseAsync(Now + TimeSpan.FromMinutes(3)))!;
        Assert.That(second.Fence, Is.GreaterThan(first.Fence));
        Assert.That(await _store.RenewAsync(first, Now + TimeSpan.FromHours(1), default), Is.False);
        Assert.That(async () => await AdmitAsync(first, Intent(first)), Throws.TypeOf<LeaseLostException>());
        Assert.That(async () => await _store.SaveAsync(first, first.Part, [], [], release: true, default), Throws.TypeOf<LeaseLostException>());
        await _store.ReleaseAsync(first, default);
        Assert.That(await LeaseAsync(Now + TimeSpan.FromMinutes(3)), Is.Null, "the lease of the second stands");
        Assert.That(await AdmitAsync(second, Intent(second)), Is.Null);
    }

    [Test]
    public async Task No_more_are_admitted_than_the_vendor_takes_however_many_workers_ask_at_once()
    {
        var leases = new List<PartLease>();
        for (int i = 0; i < 8; i++)
        {
            await ConfirmedAsync();
            leases.Add((await LeaseAsync())!);
        }

        AdmissionRefusal?[] refusals = await Task.WhenAll(leases.Select(l => Task.Run(() => AdmitAsync(l, Intent(l)))));
        Assert.That(refusals.Count(r => r is null), Is.EqualTo(2));
        Assert.That(refusals.OfType<AdmissionRefusal>().Select(r => r.Cause), Is.All.EqualTo(AdmissionCause.InFlight));
        await ConfirmedAsync();
        Assert.That(await LeaseAsync(), Is.Null, "the backend has no room");
        Assert.That(await _store.NextDueAsync(null, 2, null, default), Is.EqualTo(Now + TimeSpan.FromMinutes(1)), "the leases of those that were admitted");
    }

    [Test]
    public async Task Submits_of_all_workers_together_keep_the_pace()
    {
        AdmissionLimits paced = Limits with { MostInFlight = 100, SubmitsPerSecond = 0.1, SubmitBurst = 3 };
        var admitted = new List<int>();
        for (int second = 0; second < 40; second++)
        {
            await ConfirmedAsync();
            PartLease lease = (await LeaseAsync(Now.AddSeconds(second), mostInFlight: 100))!;
            AdmissionRefusal? refusal = await _store.AdmitAsync(lease, Intent(lease), Happened(lease, second), paced, default);
            if (refusal is null)
                admitted.Add(second);
            else
                Assert.That(refusal.Wait, Is.EqualTo(TimeSpan.FromSeconds(10 - (second % 10))), $"at {second} s");
        }

        Assert.That(admitted, Is.EqualTo(new[] { 0, 1, 2, 10, 20, 30 }));
    }

    [Test]
    public async Task Users_share_fairly_and_priority_goes_first()
    {
        for (int i = 0; i < 3; i++)
            await ConfirmedAsync(user: "ann");
        await ConfirmedAsync(user: "bob");
        await ConfirmedAsync(user: "ann", priority: 1);
        var order = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            PartLease lease = (await LeaseAsync(mostInFlight: 100))!;
            order.Add(lease.Part.JobId);
            Assert.That(await _store.AdmitAsync(lease, Intent(lease), Happened(lease), Limits with { MostInFlight = 100 }, default), Is.Null);
        }

        Assert.That(order, Is.EqualTo(new[] { Id(5), Id(4), Id(1), Id(2), Id(3) }), "the urgent one, then bob who has nothing at the vendor, then the rest by age");
    }

    [Test]
    public async Task A_worker_may_leave_a_backend_to_others()
    {
        await ConfirmedAsync();
        var request = new LeaseRequest("worker", null, TimeSpan.FromMinutes(1), 2);
        Assert.That(await _store.LeaseAsync(request with { Except = Backend }, Now, default), Is.Null);
        Assert.That(await _store.NextDueAsync(null, 2, Backend, default), Is.Null, "it need not look again for it");
        PartLease waiting = (await _store.LeaseAsync(request with { Except = "native" }, Now, default))!;
        Assert.That(await AdmitAsync(waiting, Intent(waiting)), Is.Null);
        await _store.SaveAsync(waiting, Intent(waiting).To(JobState.Submitted, Now) with { RemoteId = "r" }, [], [], release: true, default);
        Assert.That(await _store.LeaseAsync(request with { Except = Backend }, Now, default), Is.Null, "nor followed");
        Assert.That(await _store.LeaseAsync(request, Now, default), Is.Not.Null);
    }

    [Test]
    public async Task A_budget_holds_jobs_and_the_ledger_balances()
    {
        await _store.SetBudgetAsync("default", "usd", 5, Now, default);
        var leases = new List<PartLease>();
        for (int i = 0; i < 3; i++)
        {
            await ConfirmedAsync(cost: 2);
            leases.Add((await LeaseAsync(mostInFlight: 100))!);
        }

        AdmissionRefusal?[] refusals = await Task.WhenAll(leases.Select(l => Task.Run(() => _store.AdmitAsync(l, Intent(l), Happened(l), Limits with { MostInFlight = 100 }, default))));
        Assert.That(refusals.Count(r => r is null), Is.EqualTo(2));
        AdmissionRefusal refusal = refusals.OfType<AdmissionRefusal>().Single();
        Assert.That(refusal.Cause, Is.EqualTo(AdmissionCause.Budget));
        Assert.That(refusal.Reason, Does.Contain("5 usd").And.Contain("4 usd").And.Contain("2 usd"));
        Assert.That(await BalanceAsync(), Is.EqualTo(new ProjectBalance("default", "usd", 6, 4, 0, 5)));

        // One was certainly refused by the vendor: its money comes back. The other ran and was cheaper than thought.
        int[] sent = [.. Enumerable.Range(0, 3).Where(i => refusals[i] is null)];
        JobPart refused = Intent(leases[sent[0]]).To(JobState.Failed, null);
        await _store.SaveAsync(leases[sent[0]], refused, [], [], release: true, default);
        Assert.That((await BalanceAsync()).Reserved, Is.EqualTo(2));
        JobPart ran = Intent(leases[sent[1]]).To(JobState.Submitted, Now) with { RemoteId = "r" };
        ran = ran.To(JobState.Fetching, Now).To(JobState.Done, Now);
        await _store.SaveAsync(leases[sent[1]], ran, [], [], release: false, default);
        Assert.That(await BalanceAsync(), Is.EqualTo(new ProjectBalance("default", "usd", 6, 2, 0, 5)), "done, but not settled");
        await _store.SaveAsync(leases[sent[1]], ran with { DueAt = null, Usage = new JobUsage(1, new Money(1.25m, "usd"), true) }, [], [], release: true, default);
        Assert.That(await BalanceAsync(), Is.EqualTo(new ProjectBalance("default", "usd", 6, 0, 1.25m, 5)));
        foreach (PartLease lease in leases)
        {
            IReadOnlyList<LedgerEntry> entries = await _store.LedgerAsync(lease.Part.JobId, default);
            Assert.That(entries.Where(e => e.Kind == LedgerKind.Reserve).Sum(e => e.Amount.Amount), Is.Zero);
        }

        Assert.That(await _store.BalancesAsync("nobody", default), Is.Empty);
    }

    [Test]
    public async Task Texts_are_verified_when_read()
    {
        string longer = string.Concat(Enumerable.Repeat("rx(pi/2) q[0]; ", 1000)) + '\0' + "\ud83d\ude00";
        foreach (string text in new[] { "short", longer, string.Empty })
        {
            string digest = await _store.PutAsync(text, default);
            Assert.That(await _store.PutAsync(text, default), Is.EqualTo(digest));
            Assert.That(await _store.GetAsync(digest, default), Is.EqualTo(text));
        }

        Assert.That(async () => await _store.GetAsync(new string('0', 64), default), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public async Task Cancelling_ends_drafts_and_asks_for_the_rest()
    {
        (JobRecord job, _) = await AddAsync();
        await _store.RequestCancelAsync(job.Id, CancelRequest.UnlessRunning, Now, default);
        Assert.That((await _store.PartsAsync(job.Id, default))[0].State, Is.EqualTo(JobState.Cancelled));
        string second = await ConfirmedAsync();
        await _store.RequestCancelAsync(second, CancelRequest.Always, Now, default);
        await _store.RequestCancelAsync(second, CancelRequest.UnlessRunning, Now, default);
        Assert.That((await LeaseAsync())!.Cancel, Is.EqualTo(CancelRequest.Always), "a wish is not taken back by a smaller one");
    }

    [Test]
    public async Task A_store_of_a_newer_program_is_refused_and_left_alone()
    {
        await ConfirmedAsync();
        await NewerAsync();
        DiagnosticException? refused = await Assert.ThrowsAsync<DiagnosticException>(() => JobStore.OpenAsync(_location, default));
        Assert.That(refused!.Message, Does.Contain("SQS6013").And.Contain("99"));
    }

    private static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private static JobPart Intent(PartLease lease) => lease.Part.To(JobState.Submitting, Now) with { Attempts = 1 };

    private static JobEvent Happened(PartLease lease, int second = 0) => new(Now.AddSeconds(second), lease.Part.JobId, lease.Part.Index, "Submitting");

    private async Task NewerAsync()
    {
        if (kind == "sqlite")
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_location}");
            await connection.OpenAsync();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync();
            return;
        }

        await using Npgsql.NpgsqlDataSource source = Npgsql.NpgsqlDataSource.Create(_location);
        await using Npgsql.NpgsqlCommand update = source.CreateCommand("UPDATE schema_version SET version = 99");
        await update.ExecuteNonQueryAsync();
    }

    private async Task<(JobRecord Job, JobPart Part)> AddAsync(string project = "default", string user = "", int priority = 0, decimal? cost = null)
    {
        string id = Id(++_jobs);
        var job = new JobRecord(id, "job", Backend, Now, 1, "snapshot") { Project = project, User = user, Priority = priority };
        JobPart part = new(id, 0, $"{id}-0", Backend, "prepared", [0]) { Estimate = cost is { } amount ? new CostEstimate(new Money(amount, "usd"), "test", false) : null };
        await _store.CreateAsync(job, [part], null, default);
        return (job, part);
    }

    private async Task<string> ConfirmedAsync(string user = "", int priority = 0, decimal? cost = null)
    {
        (JobRecord job, _) = await AddAsync("default", user, priority, cost);
        await _store.ConfirmAsync(job.Id, Now.AddMilliseconds(-1000 + _jobs), default);
        return job.Id;
    }

    private Task<PartLease?> LeaseAsync(DateTimeOffset? at = null, int mostInFlight = 2) =>
        _store.LeaseAsync(new LeaseRequest("worker", null, TimeSpan.FromMinutes(1), mostInFlight), at ?? Now, default);

    private Task<AdmissionRefusal?> AdmitAsync(PartLease lease, JobPart intent) => _store.AdmitAsync(lease, intent, Happened(lease), Limits, default);

    private async Task<ProjectBalance> BalanceAsync() => (await _store.BalancesAsync("default", default)).Single();
}
