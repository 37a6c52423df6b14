using Sqs.Campaign;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Providers.Costs;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Emulation.IonQ;
using Sqs.Providers.Emulation.Jobs;
using Sqs.Providers.Ibm;
using Sqs.Providers.IonQ;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Runs;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>Jobs from draft to settled usage, against the emulators.</summary>
public sealed class JobServiceTests
{
    private const string Ibm = "ibm:ibm_emulated_heron";
    private const string Machine = "ionq:qpu.emulated-forte";
    private const string Simulator = "ionq:simulator";

    private string _folder = null!;
    private VirtualTime _clock = null!;
    private readonly List<IAsyncDisposable> _emulators = [];
    private readonly List<ProviderRegistration> _registrations = [];
    private ProviderCatalog _catalog = null!;
    private JobService _service = null!;

    [SetUp]
    public async Task Begin()
    {
        _folder = Directory.CreateTempSubdirectory("sqs-jobs").FullName;
        _clock = new VirtualTime();
        var environment = new Dictionary<string, string> { ["IBM_QUANTUM_API_KEY"] = "emulated-key", ["IBM_QUANTUM_CRN"] = IbmEmulator.Crn, ["IONQ_API_KEY"] = "emulated-key" };
        _catalog = new ProviderCatalog(_registrations, new CredentialSource(new CredentialFile(Path.Combine(_folder, "none.json")), environment.GetValueOrDefault), _clock);
        _service = new JobService(await JobStore.OpenAsync(Path.Combine(_folder, "jobs.db"), default), _catalog, clock: _clock);
    }

    [TearDown]
    public async Task End()
    {
        _catalog.Dispose();
        foreach (IAsyncDisposable emulator in _emulators)
            await emulator.DisposeAsync();
        _emulators.Clear();
        _registrations.Clear();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(Ibm)]
    [TestCase(Machine)]
    [TestCase(Simulator)]
    public async Task A_job_runs_and_its_usage_settles_later(string backend)
    {
        await EmulateAsync(new EmulatorOptions { SettleTime = TimeSpan.FromMinutes(20) });
        int[] marks = [0b10110001, 0b00000110, 0b11000100];
        JobView draft = await DraftAsync(backend, marks);
        Assert.That(draft.State, Is.EqualTo(JobState.Draft));
        Assert.That(draft.Estimated, Has.Count.EqualTo(1));
        Assert.That(await _service.ConfirmAsync(draft, limit: null, default), Is.Null);
        JobView ended = (await _service.WaitAsync(draft.Job.Id[..20], null, null, default)).View;
        Assert.That(ended.State, Is.EqualTo(JobState.Done));
        Assert.That(ended.IsUsageFinal, Is.False);
        JobResult result = await _service.ResultsAsync(ended.Job.Id, default);
        for (int i = 0; i < marks.Length; i++)
            Assert.That(MarkedCircuits.IsResultOf(marks[i], result.Circuits[i].Records!), $"circuit {i}");
        for (int i = 0; i < 12; i++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            ended = await _service.SettleAsync(ended.Job.Id, default);
        }

        Assert.That(ended.IsUsageFinal, Is.True);
        Assert.That(ended.Charged[0].Amount, backend == Simulator ? Is.Zero : Is.Positive);
        Assert.That(ended.Charged[0].Unit, Is.EqualTo(backend == Ibm ? Money.QpuSeconds : "usd"));
    }

    [TestCase(IonQShape.Artifacts, "shots.json.v2")]
    [TestCase(IonQShape.Artifacts, "shots.json.v1")]
    [TestCase(IonQShape.Artifacts, "histogram.json.v2")]
    [TestCase(IonQShape.Artifacts, "histogram.json.v1")]
    [TestCase(IonQShape.Artifacts, "probabilities.json.v2")]
    [TestCase(IonQShape.Artifacts, "probabilities.json.v1")]
    [TestCase(IonQShape.Links, "shots.json.v1")]
    [TestCase(IonQShape.Links, "histogram.json.v1")]
    [TestCase(IonQShape.Links, "probabilities.json.v1")]
    public async Task Every_form_of_results_keeps_bit_order_for_one_and_for_several_circuits(IonQShape shape, string format)
    {
        await EmulateAsync(new EmulatorOptions(), new IonQEmulator(new EmulatorOptions { Clock = _clock, IsNoisy = false }) { Shape = shape, Formats = [format], HasLeakage = true });
        foreach (int[] marks in new[] { new[] { 0b10110001 }, [0b00000110, 0b11000100] })
        {
            JobResult result = await RunAsync(Machine, marks);
            for (int i = 0; i < marks.Length; i++)
                Assert.That(MarkedCircuits.IsResultOf(marks[i], result.Circuits[i].Records!), $"circuit {i} of {marks.Length}");
            Assert.That(result.Circuits[0].DiscardedShots > 0, Is.EqualTo(format == "shots.json.v2"));
        }
    }

    [TestCase(Ibm)]
    [TestCase(Machine)]
    public async Task Emulated_devices_have_noise(string backend)
    {
        await EmulateAsync(new EmulatorOptions(), isNoisy: true);
        BackendSnapshot device = await _service.SnapshotAsync(backend, default);
        var request = new JobRequest([MarkedCircuits.Of(255, 2000, backend == Ibm)]);
        JobView draft = await _service.DraftAsync(backend, request, device, default);
        await _service.ConfirmAsync(draft, null, default);
        await _service.WaitAsync(draft.Job.Id, null, null, default);
        int right = (await _service.ResultsAsync(draft.Job.Id, default)).Circuits[0].Records!.Counts()["111 11111"];

        // 8 qubits with a readout error of 0.5 to 1 percent, on the one device also 1 percent of decay while it reads: 85 to 96 percent of
        // 2000 shots are right, give or take five standard deviations of 16. The seed is fixed.
        Assert.That(right, Is.InRange(1615, 1970));
    }

    [Test]
    public async Task A_cost_above_the_limit_is_not_confirmed_and_nothing_is_sent()
    {
        (IbmEmulator ibm, _) = await EmulateAsync(new EmulatorOptions());
        JobView draft = await DraftAsync(Ibm, [1]);
        Assert.That((await _service.ConfirmAsync(draft, limit: 1, default))!.Code, Is.EqualTo("SQS6011"));
        Assert.That((await _service.ShowAsync(draft.Job.Id, default)).State, Is.EqualTo(JobState.Draft));
        Assert.That(ibm.Jobs, Is.Empty);
    }

    [Test]
    public async Task An_exhausted_account_holds_jobs_here()
    {
        (IbmEmulator ibm, _) = await EmulateAsync(new EmulatorOptions { UsageLimitSeconds = 0 });
        JobView draft = await DraftAsync(Ibm, [1]);
        await _service.ConfirmAsync(draft, null, default);
        JobView held = await _service.SendAsync(draft.Job.Id, default);
        Assert.That(held.State, Is.EqualTo(JobState.Held));
        Assert.That(held.Parts[0].Reason, Does.Contain("limit of usage"));
        Assert.That(ibm.Jobs, Is.Empty);
        JobView cancelled = await _service.CancelAsync(draft.Job.Id, alsoRunning: false, default);
        Assert.That(cancelled.State, Is.EqualTo(JobState.Cancelled));
    }

    [Test]
    public async Task A_queued_job_is_cancelled_and_a_running_one_only_on_demand()
    {
        (IbmEmulator ibm, _) = await EmulateAsync(new EmulatorOptions { QueueTime = TimeSpan.FromMinutes(1), RunTime = TimeSpan.FromHours(1) });
        JobView queued = await SendAsync(Ibm, [1]);
        await _service.CancelAsync(queued.Job.Id, alsoRunning: false, default);
        Assert.That((await _service.WaitAsync(queued.Job.Id, null, null, default)).View.State, Is.EqualTo(JobState.Cancelled));
        JobView running = await SendAsync(Ibm, [2]);
        _clock.Advance(TimeSpan.FromMinutes(2));
        await _service.CancelAsync(running.Job.Id, alsoRunning: false, default);
        Assert.That(ibm.Jobs[^1].CancelledAt, Is.Null);
        await _service.CancelAsync(running.Job.Id, alsoRunning: true, default);
        Assert.That(ibm.Jobs[^1].CancelledAt, Is.Not.Null);
        Assert.That((await _service.WaitAsync(running.Job.Id, null, null, default)).View.State, Is.EqualTo(JobState.Cancelled));
    }

    [Test]
    public async Task A_private_job_is_read_once_and_kept_here()
    {
        (IbmEmulator ibm, _) = await EmulateAsync(new EmulatorOptions());
        JobResult first = await RunAsync(Ibm, [0b01101000], new JobOptions { IsPrivate = true });
        Assert.That(ibm.Jobs[0].IsGone, Is.True);
        Assert.That(MarkedCircuits.IsResultOf(0b01101000, first.Circuits[0].Records!));
    }

    [Test]
    public async Task Half_of_a_job_that_failed_is_sent_again_and_the_other_half_is_not()
    {
        var options = new EmulatorOptions { Clock = _clock, IsNoisy = false, Faults = new FaultPlan(new Dictionary<FaultKind, double> { [FaultKind.HalfFailed] = 1 }, 1) { MostFaults = 1 } };
        var ionq = new IonQEmulator(options);
        await EmulateAsync(new EmulatorOptions(), ionq);
        int[] marks = [3, 5, 6, 9];
        JobResult result = await RunAsync(Machine, marks);
        Assert.That(result.IsComplete, Is.True);
        for (int i = 0; i < marks.Length; i++)
            Assert.That(MarkedCircuits.IsResultOf(marks[i], result.Circuits[i].Records!), $"circuit {i}");
        EmulatedJob[] sent = [.. ionq.Jobs.Where(j => j.ParentId is null)];
        Assert.That(sent.Select(j => j.Body["input"]!["circuits"]!.Count()), Is.EqualTo(new[] { 4, 2 }));
    }

    [Test]
    public async Task A_program_that_branches_where_nothing_can_is_refused_before_it_is_sent()
    {
        await EmulateAsync(new EmulatorOptions());
        var builder = new Compiler.Ir.CircuitBuilder("p");
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Measure(0, 0);
        builder.If(Compiler.Ir.CircuitBuilder.BitIs(0, true), () => builder.Gate("x", 1));
        builder.Measure(1, 1);
        BackendSnapshot device = await _service.SnapshotAsync(Machine, default);
        DiagnosticException refused = (await Assert.ThrowsAsync<DiagnosticException>(() => _service.DraftAsync(Machine, new JobRequest([new(builder.Build(), 10)]), device, default)))!;
        Assert.That(refused.Diagnostics[0].Code, Is.EqualTo("SQS6007"));
    }

    [Test]
    public async Task A_wait_that_ends_early_leaves_the_job_running()
    {
        await EmulateAsync(new EmulatorOptions { QueueTime = TimeSpan.FromHours(5) });
        JobView sent = await SendAsync(Ibm, [1]);
        using var stop = new CancellationTokenSource();
        int steps = 0;
        var progress = new SyncProgress(_ => { if (++steps == 5) stop.Cancel(); });
        Assert.That(() => _service.WaitAsync(sent.Job.Id, null, progress, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await _service.ShowAsync(sent.Job.Id, default)).State, Is.EqualTo(JobState.Submitted));
        Assert.That((await _service.WaitAsync(sent.Job.Id, null, null, default)).View.State, Is.EqualTo(JobState.Done));
    }

    [Test]
    public async Task A_record_keeps_failed_circuits_and_dropped_shots_as_they_are()
    {
        var faults = new FaultPlan(new Dictionary<FaultKind, double> { [FaultKind.HalfFailed] = 1 }, seed: 1);
        await EmulateAsync(new EmulatorOptions(), new IonQEmulator(new EmulatorOptions { Clock = _clock, IsNoisy = false, SubmitsPerMinute = 0, Faults = faults }) { HasLeakage = true });
        _service = new JobService(await JobStore.OpenAsync(Path.Combine(_folder, "jobs.db"), default), _catalog, new JobPolicy { Repeats = 0 }, _clock);
        int[] marks = [0b10110001, 0b00000110, 0b11000100];
        JobView sent = await SendAsync(Machine, marks);
        JobView ended = (await _service.WaitAsync(sent.Job.Id, null, null, default)).View;
        Assert.That(ended.State, Is.EqualTo(JobState.Failed));
        JobContents contents = await _service.ContentsAsync(ended.Job.Id, default);
        var store = new RunStore(Path.Combine(_folder, "runs"));
        store.Save(DeviceRecord.Of("program", null, contents));
        var diagnostics = new DiagnosticBag();
        RunRecord record = store.Open(store.List().Single(), diagnostics)!;
        Assert.That(diagnostics, Is.Empty);
        Assert.That(record.DeviceJobs.Single().Parts.Single().State, Is.EqualTo(JobState.Failed));

        // Three programs, so three jobs of the run; the second failed, and of the twenty shots of the others every seventh leaked.
        Assert.That(record.Jobs.Select(j => j.Results.Single().Words.Length), Is.EqualTo(new[] { 18, 0, 18 }));
        Assert.That(record.Jobs.Select(j => j.Device!.Circuits.Single()), Is.EqualTo(new[] { 0, 1, 2 }));
        for (int i = 0; i < marks.Length; i += 2)
        {
            EquatableArray<BitRegister> registers = ShotRecords.ReportedRegisters(record.Jobs[i].Program);
            Assert.That(MarkedCircuits.IsResultOf(marks[i], new ShotRecords(registers, 18, record.Jobs[i].Results[0].Words)), $"circuit {i}");
        }
    }

    [Test]
    public async Task An_emulator_goes_on_after_a_restart()
    {
        var options = new EmulatorOptions { Clock = _clock, StateFile = Path.Combine(_folder, "emulator.jsonl"), QueueTime = TimeSpan.FromHours(1) };
        await EmulateAsync(new EmulatorOptions(), new IonQEmulator(options));
        JobView sent = await SendAsync(Machine, [77]);
        await File.AppendAllTextAsync(options.StateFile, "{\"Id\":\"torn");
        await using var restarted = new IonQEmulator(options);
        Assert.That(restarted.Jobs.Select(j => j.Id), Is.EqualTo(new[] { sent.Parts[0].RemoteId }));
    }

    private async Task<(IbmEmulator Ibm, IonQEmulator IonQ)> EmulateAsync(EmulatorOptions options, IonQEmulator? given = null, bool isNoisy = false)
    {
        options = options with { Clock = _clock, SubmitsPerMinute = 0, IsNoisy = isNoisy };
        var ibm = new IbmEmulator(options);
        IonQEmulator ionq = given ?? new IonQEmulator(options);
        _emulators.AddRange([ibm, ionq]);
        await ibm.StartAsync();
        await ionq.StartAsync();
        _registrations.Add(new ProviderRegistration(IbmSettings.Schema, c => new IbmProvider(
            IbmSettings.From(c) with { BaseUrl = ibm.ApiAddress, IamUrl = ibm.IamAddress }, new VendorConnection(c.Find("api-key")!, _clock, null, TimeProvider.System))));
        _registrations.Add(new ProviderRegistration(IonQSettings.Schema, c => new IonQProvider(
            IonQSettings.From(c) with { BaseUrl = ionq.ApiAddress, Resilience = new ResilienceOptions() }, new VendorConnection(c.Find("api-key")!, _clock, null, TimeProvider.System))));
        return (ibm, ionq);
    }

    private async Task<JobView> DraftAsync(string backend, int[] marks, JobOptions? options = null)
    {
        BackendSnapshot device = await _service.SnapshotAsync(backend, default);
        var request = new JobRequest([.. marks.Select(m => MarkedCircuits.Of(m, 20, backend == Ibm))]) { Options = options ?? new JobOptions { Seed = 5 } };
        return await _service.DraftAsync(backend, request, device, default);
    }

    private async Task<JobView> SendAsync(string backend, int[] marks, JobOptions? options = null)
    {
        JobView draft = await DraftAsync(backend, marks, options);
        await _service.ConfirmAsync(draft, null, default);
        return await _service.SendAsync(draft.Job.Id, default);
    }

    private async Task<JobResult> RunAsync(string backend, int[] marks, JobOptions? options = null)
    {
        JobView sent = await SendAsync(backend, marks, options);
        JobView ended = (await _service.WaitAsync(sent.Job.Id, null, null, default)).View;
        Assert.That(ended.State, Is.EqualTo(JobState.Done), string.Join("; ", ended.Errors));
        return await _service.ResultsAsync(sent.Job.Id, default);
    }

    private sealed class SyncProgress(Action<JobView> report) : IProgress<JobView>
    {
        public void Report(JobView value) => report(value);
    }
}
