using Sqs.Campaign;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Emulation.IonQ;
using Sqs.Providers.Ibm;
using Sqs.Providers.IonQ;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>Both emulators, the credentials that reach them, and a job service, all on one virtual clock.</summary>
internal sealed class JobBench : IAsyncDisposable
{
    public const string IbmBackend = "ibm:ibm_emulated_heron";
    public const string IonQBackend = "ionq:qpu.emulated-forte";

    private readonly string _folder = Directory.CreateTempSubdirectory("sqs-bench").FullName;
    private readonly IbmEmulator _ibm;
    private readonly IonQEmulator _ionq;
    private ProviderCatalog _catalog;

    private JobBench(EmulatorOptions options, JobPolicy? policy)
    {
        options = options with { Clock = Clock };
        _ibm = new IbmEmulator(options);
        _ionq = new IonQEmulator(options);
        _catalog = Catalog();
        Policy = policy ?? new JobPolicy();
        Service = new JobService(JobStore.Open(Path.Combine(_folder, "jobs.db")), _catalog, Policy, Clock);
    }

    public VirtualTime Clock { get; } = new();

    public JobPolicy Policy { get; }

    public JobService Service { get; private set; }

    public IbmEmulator Ibm => _ibm;

    public IonQEmulator IonQ => _ionq;

    /// <summary>What the environment of the process holds; it may change at any moment.</summary>
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["IBM_QUANTUM_API_KEY"] = "emulated-key",
        ["IBM_QUANTUM_CRN"] = IbmEmulator.Crn,
        ["IONQ_API_KEY"] = "emulated-key",
    };

    public static async Task<JobBench> StartAsync(EmulatorOptions? options = null, JobPolicy? policy = null)
    {
        var bench = new JobBench(options ?? new EmulatorOptions { SubmitsPerMinute = 0, IsNoisy = false }, policy);
        await bench._ibm.StartAsync();
        await bench._ionq.StartAsync();
        return bench;
    }

    /// <summary>A new process on the same store.</summary>
    public void Restart()
    {
        _catalog.Dispose();
        _catalog = Catalog();
        Service = new JobService(JobStore.Open(Path.Combine(_folder, "jobs.db")), _catalog, Policy, Clock);
    }

    public async Task<JobView> DraftAsync(string backend, IEnumerable<CircuitRequest> circuits, JobOptions? options = null)
    {
        BackendSnapshot device = await Service.SnapshotAsync(backend, default);
        JobView draft = await Service.DraftAsync(backend, new JobRequest([.. circuits]) { Options = options ?? new JobOptions { Seed = 5 } }, device, default);
        await Service.ConfirmAsync(draft, null, default);
        return draft;
    }

    public async ValueTask DisposeAsync()
    {
        _catalog.Dispose();
        await _ibm.DisposeAsync();
        await _ionq.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ProviderCatalog Catalog() => new(
        [
            new ProviderRegistration(IbmSettings.Schema, c => new IbmProvider(
                IbmSettings.From(c) with { BaseUrl = _ibm.ApiAddress, IamUrl = _ibm.IamAddress }, new VendorConnection(c.Find("api-key")!, Clock, null, TimeProvider.System)))
            {
                Pace = c => new SubmitPace(IbmSettings.From(c).Resilience.SubmitsPerSecond, IbmSettings.From(c).Resilience.SubmitBurst),
            },
            new ProviderRegistration(IonQSettings.Schema, c => new IonQProvider(
                IonQSettings.From(c) with { BaseUrl = _ionq.ApiAddress }, new VendorConnection(c.Find("api-key")!, Clock, null, TimeProvider.System))),
        ],
        new CredentialSource(new CredentialFile(Path.Combine(_folder, "none.json")), name => Environment.GetValueOrDefault(name)),
        Clock);
}
