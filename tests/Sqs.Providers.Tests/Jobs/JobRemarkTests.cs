using Sqs.Campaign;
using Sqs.Providers.Costs;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>What users are told about jobs that are odd: a status that does not move, a request that was delivered twice.</summary>
public sealed class JobRemarkTests
{
    private const string Backend = "ibm:ibm_emulated_heron";

    private string _folder = null!;
    private VirtualTime _clock = null!;

    [SetUp]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("sqs-remarks").FullName;
        _clock = new VirtualTime();
    }

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_job_that_runs_much_longer_than_expected_is_remarked_on_and_followed()
    {
        await using IbmEmulator emulator = await EmulateAsync(FaultPlan.None, runTime: TimeSpan.FromHours(5));
        using ProviderCatalog catalog = Catalog(emulator);
        JobService service = Service(catalog);
        JobView sent = await SendAsync(service);
        for (int i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(20));
            sent = await service.SettleAsync(sent.Job.Id, default);
            if (i == 3)
                Assert.That(sent.Parts[0].Reason, Is.Null);
        }

        Assert.That(sent.State, Is.EqualTo(JobState.Running));
        Assert.That(sent.Parts[0].Reason, Does.Contain("longer than expected"));
        Assert.That((await service.EventsAsync(sent.Job.Id, default)).Count(e => e.Text.Contains("longer than expected", StringComparison.Ordinal)), Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromHours(5));
        Assert.That((await service.WaitAsync(sent.Job.Id, null, null, default)).View.State, Is.EqualTo(JobState.Done));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_request_that_was_delivered_twice_is_reported_with_what_became_of_the_second(bool isDeadMeanwhile)
    {
        var everyRequest = new FaultPlan(new Dictionary<FaultKind, double> { [FaultKind.DuplicatedDelivery] = 1 }, seed: 1);
        await using IbmEmulator emulator = await EmulateAsync(everyRequest, runTime: TimeSpan.FromMinutes(1));
        using ProviderCatalog catalog = Catalog(emulator);
        JobService service = Service(catalog);
        JobView sent = await SendAsync(service);
        Assert.That(emulator.Jobs, Has.Count.EqualTo(2));

        // Where nobody looked before both had ended, the second has run and costs; else it is cancelled in time.
        if (isDeadMeanwhile)
            _clock.Advance(TimeSpan.FromHours(1));
        JobView ended = (await Service(catalog).WaitAsync(sent.Job.Id, null, null, default)).View;
        Assert.That(ended.State, Is.EqualTo(JobState.Done));
        string second = emulator.Jobs.Single(j => j.Id != ended.Parts[0].RemoteId).Id;
        Assert.That(ended.Parts[0].Duplicates, Is.EqualTo(new[] { second }));
        string expected = isDeadMeanwhile ? $"{second} had ended already and may be charged" : $"{second} is cancelled";
        Assert.That((await service.EventsAsync(ended.Job.Id, default)).Select(e => e.Text), Has.Some.Contains(expected));
        Assert.That(emulator.Jobs.Single(j => j.Id == second).CancelledAt is null, Is.EqualTo(isDeadMeanwhile));
    }

    [Test]
    public async Task A_run_is_split_so_that_every_circuit_is_in_one_job_with_its_equals()
    {
        await using IbmEmulator emulator = await EmulateAsync(FaultPlan.None, TimeSpan.Zero);
        using ProviderCatalog catalog = Catalog(emulator);
        JobService service = Service(catalog);
        BackendSnapshot device = await service.SnapshotAsync(Backend, default);

        // 101 circuits of 100,000 shots are above the 10 million executions of a job; the last one has shots of its own.
        CircuitRequest[] circuits = [.. Enumerable.Range(0, 102).Select(i => MarkedCircuits.Of(3, i == 101 ? 7 : 100_000, true))];
        IReadOnlyList<PreparedJob> jobs = catalog.Backend(Backend).Prepare(new JobRequest([.. circuits]), device).Value;
        Assert.That(jobs.Select(j => j.Circuits.Count), Is.EqualTo(new[] { 100, 1, 1 }));
        Assert.That(jobs.SelectMany(j => j.Circuits.Select(c => c.Index)), Is.EqualTo(Enumerable.Range(0, 102)));
        Assert.That(jobs.Max(j => j.Executions), Is.EqualTo(10_000_000));
    }

    [Test]
    public void A_cost_that_nobody_knows_is_above_every_limit()
    {
        Assert.That(new CostRule(null, IsConfirmed: false, CanAsk: false).Decide([], "no figure", out _), Is.EqualTo(CostDecision.Refuse));
        Assert.That(new CostRule(1000, IsConfirmed: true, CanAsk: true).Decide([], "no figure", out _), Is.EqualTo(CostDecision.Refuse));
        Assert.That(new CostRule(null, IsConfirmed: true, CanAsk: false).Decide([], "no figure", out _), Is.EqualTo(CostDecision.Accept));
        Money[] cost = [new(3, "usd")];
        Assert.That(new CostRule(3, IsConfirmed: false, CanAsk: false).Decide(cost, null, out _), Is.EqualTo(CostDecision.Accept));
        Assert.That(new CostRule(2.99m, IsConfirmed: false, CanAsk: true).Decide(cost, null, out _), Is.EqualTo(CostDecision.Ask));
        Assert.That(new CostRule(2.99m, IsConfirmed: true, CanAsk: true).Decide(cost, null, out Compiler.Diagnostics.Diagnostic? why), Is.EqualTo(CostDecision.Refuse));
        Assert.That(why!.Code, Is.EqualTo(ProviderDiagnostics.CostAboveLimit.Code));
        Assert.That(new CostRule(null, IsConfirmed: false, CanAsk: false).Decide([new Money(0, "usd")], null, out _), Is.EqualTo(CostDecision.Accept));
    }

    private async Task<IbmEmulator> EmulateAsync(FaultPlan faults, TimeSpan runTime)
    {
        var emulator = new IbmEmulator(new EmulatorOptions { Clock = _clock, SubmitsPerMinute = 0, IsNoisy = false, Faults = faults, QueueTime = TimeSpan.FromSeconds(10), RunTime = runTime });
        await emulator.StartAsync();
        return emulator;
    }

    private ProviderCatalog Catalog(IbmEmulator emulator)
    {
        var environment = new Dictionary<string, string> { ["IBM_QUANTUM_API_KEY"] = "emulated-key", ["IBM_QUANTUM_CRN"] = IbmEmulator.Crn };
        var registration = new ProviderRegistration(IbmSettings.Schema, c => new IbmProvider(
            IbmSettings.From(c) with { BaseUrl = emulator.ApiAddress, IamUrl = emulator.IamAddress }, new VendorConnection(c.Find("api-key")!, _clock, null, TimeProvider.System)));
        return new ProviderCatalog([registration], new CredentialSource(new CredentialFile(Path.Combine(_folder, "none.json")), environment.GetValueOrDefault), _clock);
    }

    private JobService Service(ProviderCatalog catalog) => new(JobStore.Open(Path.Combine(_folder, "jobs.db")), catalog, clock: _clock);

    private static async Task<JobView> SendAsync(JobService service)
    {
        BackendSnapshot device = await service.SnapshotAsync(Backend, default);
        JobView draft = await service.DraftAsync(Backend, new JobRequest([MarkedCircuits.Of(5, 20, true)]), device, default);
        await service.ConfirmAsync(draft, null, default);
        return await service.SendAsync(draft.Job.Id, default);
    }
}
