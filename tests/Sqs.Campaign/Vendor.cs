using Sqs.Providers;
using Sqs.Providers.Credentials;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Emulation.IonQ;
using Sqs.Providers.Emulation.Jobs;
using Sqs.Providers.Ibm;
using Sqs.Providers.IonQ;
using Sqs.Providers.Resilience;

namespace Sqs.Campaign;

/// <summary>One vendor in a campaign: its emulator and how a client reaches it.</summary>
public sealed class Vendor
{
    private readonly Func<EmulatorOptions, Emulator> _emulator;
    private readonly Func<Emulator, Credential, TimeProvider, ResilienceOptions, HttpMessageHandler?, IProvider> _connect;
    private readonly Func<Emulator, IReadOnlyList<EmulatedJob>> _jobs;
    private readonly Func<EmulatedJob, string> _key;

    private Vendor(
        string name,
        string backend,
        CredentialSchema schema,
        bool isPhysical,
        Func<EmulatorOptions, Emulator> emulator,
        Func<Emulator, Credential, TimeProvider, ResilienceOptions, HttpMessageHandler?, IProvider> connect,
        Func<Emulator, IReadOnlyList<EmulatedJob>> jobs,
        Func<EmulatedJob, string> key)
    {
        Name = name;
        Backend = backend;
        Schema = schema;
        IsPhysical = isPhysical;
        _emulator = emulator;
        _connect = connect;
        _jobs = jobs;
        _key = key;
    }

    public static IReadOnlyList<Vendor> All { get; } =
    [
        new(
            "ibm",
            "ibm:ibm_emulated_heron",
            IbmSettings.Schema,
            isPhysical: true,
            options => new IbmEmulator(options),
            (emulator, credential, clock, resilience, transport) => new IbmProvider(
                new IbmSettings(IbmEmulator.Crn) { BaseUrl = ((IbmEmulator)emulator).ApiAddress, IamUrl = ((IbmEmulator)emulator).IamAddress, Resilience = resilience },
                new VendorConnection(credential.Find("api-key")!, clock, transport, TimeProvider.System)),
            emulator => ((IbmEmulator)emulator).Jobs,
            job => ((string)job.Body["tags"]!.Last!)["sqs:".Length..]),
        new(
            "ionq",
            "ionq:qpu.emulated-forte",
            IonQSettings.Schema,
            isPhysical: false,
            options => new IonQEmulator(options),
            (emulator, credential, clock, resilience, transport) => new IonQProvider(
                new IonQSettings { BaseUrl = ((IonQEmulator)emulator).ApiAddress, Resilience = resilience },
                new VendorConnection(credential.Find("api-key")!, clock, transport, TimeProvider.System)),
            emulator => [.. ((IonQEmulator)emulator).Jobs.Where(j => j.ParentId is null)],
            job => (string)job.Body["metadata"]!["sqs"]!),
    ];

    public string Name { get; }

    public string Backend { get; }

    public CredentialSchema Schema { get; }

    public bool IsPhysical { get; }

    public static Vendor Of(string name) => All.First(v => v.Name == name);

    public Emulator Emulate(EmulatorOptions options) => _emulator(options);

    public IProvider Connect(Emulator emulator, Credential credential, TimeProvider clock, ResilienceOptions resilience, HttpMessageHandler? transport) =>
        _connect(emulator, credential, clock, resilience, transport);

    /// <summary>Jobs that clients sent, without those the service made of their circuits.</summary>
    public IReadOnlyList<EmulatedJob> JobsOf(Emulator emulator) => _jobs(emulator);

    /// <summary>The client's key of a job.</summary>
    public string KeyOf(EmulatedJob job) => _key(job);
}
