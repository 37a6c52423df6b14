using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Jobs;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Driving;
using Sqs.Runtime.Jobs.Store;
using Sqs.Simulation.Random;

namespace Sqs.Campaign;

/// <summary>
/// One randomised schedule: some jobs, faults of the service and deaths of the client, all drawn from a seed; the jobs are followed to
/// their end and compared with what the service knows of them.
/// </summary>
public sealed class FaultSchedule(Vendor vendor, ulong seed, string folder)
{
    public const string ApiKey = "campaign-secret-key-4711";

    private const int MostSteps = 3000;
    private const int MostKills = 3;
    private const ulong Draws = 7;

    private readonly VirtualTime _clock = new();
    private readonly CampaignCounts _counts = new() { Schedules = 1 };
    private readonly Dictionary<string, List<int>> _marks = new(StringComparer.Ordinal);
    private ulong _draw;

    public async Task<CampaignCounts> RunAsync(CancellationToken cancellationToken)
    {
        var plan = new FaultPlan(Rates(), seed) { MostFaults = 15 };
        await using Emulator emulator = vendor.Emulate(new EmulatorOptions
        {
            ApiKey = ApiKey,
            Clock = _clock,
            Faults = plan,
            Seed = seed,
            IsNoisy = false,
            QueueTime = TimeSpan.FromSeconds(30),
            RunTime = TimeSpan.FromSeconds(20),
            SubmitsPerMinute = 5,
        });
        await emulator.StartAsync(cancellationToken);
        JobStore store = await JobStore.OpenAsync(Path.Combine(folder, $"{vendor.Name}-{seed}.db"), cancellationToken);
        await DraftAsync(emulator, store, cancellationToken);
        bool isEnded = false;
        while (!isEnded)
        {
            var killSwitch = new KillSwitch(_counts.Kills < MostKills ? 5 + Next(150) : int.MaxValue);
            try
            {
                using ProviderCatalog catalog = Catalog(emulator, new KillableTransport(killSwitch));
                isEnded = await WorkAsync(new KillableStore(store, killSwitch), catalog, cancellationToken);
                if (!isEnded)
                    break;
            }
            catch (ProcessKilledException)
            {
                _counts.Kills++;
            }
        }

        _counts.Faults = Math.Min(plan.Count, plan.MostFaults);
        await VerifyAsync(emulator, store, isEnded, cancellationToken);
        return _counts;
    }

    private async Task<bool> WorkAsync(IJobStore store, ProviderCatalog catalog, CancellationToken cancellationToken)
    {
        var policy = new JobPolicy();
        var worker = new JobWorker(store, new PartDriver(store, catalog, policy, _clock), policy, _clock, "campaign");
        for (int step = 0; step < MostSteps; step++)
        {
            if (await worker.StepAsync(null, cancellationToken))
                continue;
            if (await store.NextDueAsync(null, policy.MostInFlight, null, cancellationToken) is not { } due)
                return true;
            _clock.Advance(due - _clock.GetUtcNow());
        }

        return false;
    }

    private async Task DraftAsync(Emulator emulator, JobStore store, CancellationToken cancellationToken)
    {
        using ProviderCatalog catalog = Catalog(emulator, null);
        var service = new JobService(store, catalog, clock: _clock);
        int jobs = 1 + Next(3);
        for (int job = 0; job < jobs; job++)
        {
            List<int> marks = [.. Enumerable.Range(0, 1 + Next(4)).Select(_ => 1 + Next((1 << MarkedCircuits.Bits) - 1))];
            var request = new JobRequest([.. marks.Select(m => MarkedCircuits.Of(m, 5, vendor.IsPhysical))]) { Options = new JobOptions { Seed = seed } };
            JobView view = await AgainAsync(
                async () =>
                {
                    BackendSnapshot device = await service.SnapshotAsync(vendor.Backend, cancellationToken);
                    return await service.DraftAsync(vendor.Backend, request, device, cancellationToken);
                });
            await service.ConfirmAsync(view, null, cancellationToken);
            _marks[view.Job.Id] = marks;
            _counts.Jobs++;
        }
    }

    // Faults meet reads and estimates too; a user would try again.
    private async Task<T> AgainAsync<T>(Func<Task<T>> work)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await work();
            }
            catch (DiagnosticException) when (attempt < 20)
            {
                _clock.Advance(TimeSpan.FromMinutes(1));
            }
        }
    }

    private async Task VerifyAsync(Emulator emulator, JobStore store, bool isEnded, CancellationToken cancellationToken)
    {
        ILookup<string, EmulatedJob> remote = vendor.JobsOf(emulator).ToLookup(vendor.KeyOf);
        foreach (IGrouping<string, EmulatedJob> sent in remote)
        {
            EmulatedJob[] others = [.. sent.Where(j => j.IsRedelivered)];
            _counts.Redelivered += others.Length;
            _counts.RedeliveredCancelled += sent.Count(j => j.CancelledAt is not null);
            if (sent.Count(j => !j.IsRedelivered && j.Fault != FaultKind.Vanished) > 1)
                _counts.SubmittedTwice++;
        }

        using ProviderCatalog catalog = Catalog(emulator, null);
        var service = new JobService(store, catalog, clock: _clock);
        foreach ((string id, List<int> marks) in _marks)
        {
            JobView view = await service.ShowAsync(id, cancellationToken);
            JobResult results = await service.ResultsAsync(id, cancellationToken);
            foreach (CircuitResult circuit in results.Circuits.Where(c => c.Records is not null))
            {
                if (!MarkedCircuits.IsResultOf(marks[circuit.Index], circuit.Records!))
                    _counts.WrongResults++;
            }

            foreach (JobPart part in view.Parts)
                Verify(part, remote[part.Key].FirstOrDefault(j => j.Id == part.RemoteId));
            if (!isEnded || !view.State.IsTerminal() || (view.State == JobState.Done && !results.IsComplete))
                _counts.Lost++;
        }
    }

    private void Verify(JobPart part, EmulatedJob? remote)
    {
        _counts.Parts++;
        _counts.Repeated += part.RepeatedBy is null ? 0 : 1;
        switch (part.State)
        {
            case JobState.Done:
                _counts.Done++;
                break;
            case JobState.Failed:
                _counts.Failed++;
                break;
            case JobState.Cancelled:
                _counts.Cancelled++;
                break;
            case JobState.LostRemote:
                _counts.LostRemote++;
                break;
        }

        EmulatedPhase? phase = remote?.PhaseAt(DateTimeOffset.MaxValue);
        bool isExplained = part.State switch
        {
            JobState.Done => phase == EmulatedPhase.Completed,
            JobState.Failed => phase is EmulatedPhase.Failed or EmulatedPhase.TooLong || remote?.Fault == FaultKind.HalfFailed,
            JobState.LostRemote => remote?.Fault == FaultKind.Vanished,
            _ => false,
        };
        if (!isExplained)
            _counts.WrongStates++;
    }

    private ProviderCatalog Catalog(Emulator emulator, HttpMessageHandler? transport)
    {
        var resilience = new ResilienceOptions
        {
            ReadTimeout = TimeSpan.FromSeconds(2),
            SubmitTimeout = TimeSpan.FromSeconds(2),
            Jitter = () => 0.5,
            SubmitBurst = 5,
            SubmitsPerSecond = 5.0 / 60,
        };
        var credentials = new CredentialSource(new CredentialFile(Path.Combine(folder, "none.json")), name => name == vendor.Schema.Fields[0].Variables[0] ? ApiKey : name.EndsWith("CRN", StringComparison.Ordinal) ? "crn" : null);
        var registration = new ProviderRegistration(vendor.Schema, credential => vendor.Connect(emulator, credential, _clock, resilience, transport))
        {
            Pace = _ => new SubmitPace(resilience.SubmitsPerSecond, resilience.SubmitBurst),
        };
        return new ProviderCatalog([registration], credentials, _clock);
    }

    private Dictionary<FaultKind, double> Rates()
    {
        var rates = new Dictionary<FaultKind, double>();
        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            // A stalled answer costs real time, so it is rarer; what befalls a job is likelier, as there are few.
            double most = kind switch
            {
                FaultKind.None => 0,
                FaultKind.SlowBody => 0.005,
                >= FaultKind.UnknownStatus => 0.12,
                _ => 0.06,
            };
            if (most > 0 && Next(2) == 0)
                rates[kind] = most * (1 + Next(4)) / 4;
        }

        return rates;
    }

    private int Next(int bound) => (int)(CounterRandom.Uniform(seed, Draws, _draw++) * bound);
}
