using Sqs.Providers.Credentials;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Emulation.IonQ;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>An emulator, a credential profile that reaches it, and a folder with a job store: what a user has who rehearses a hardware run.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly Emulator _emulator;

    private Rehearsal(Emulator emulator, string profile, string device)
    {
        _emulator = emulator;
        Backend = $"{device}@{profile}";
        Profile = profile;
    }

    /// <summary>Fast jobs without limits of rate.</summary>
    public static EmulatorOptions Quick { get; } = new()
    {
        QueueTime = TimeSpan.Zero,
        RunTime = TimeSpan.Zero,
        SettleTime = TimeSpan.Zero,
        SubmitsPerMinute = 0,
    };

    public WorkFolder Folder { get; } = new();

    public string Backend { get; }

    public string Profile { get; }

    public Uri Address => _emulator.Address;

    public IbmEmulator Ibm => (IbmEmulator)_emulator;

    public IonQEmulator IonQ => (IonQEmulator)_emulator;

    public static Task<Rehearsal> IbmAsync(EmulatorOptions? options = null) => StartAsync(new IbmEmulator(options ?? Quick), "ibm:ibm_emulated_heron");

    public static Task<Rehearsal> IonQAsync(EmulatorOptions? options = null, string device = "qpu.emulated-forte") =>
        StartAsync(new IonQEmulator(options ?? Quick), $"ionq:{device}");

    /// <summary>Runs a verb on the rehearsal's own job store.</summary>
    public Task<CommandLine> RunAsync(params string[] arguments) => CommandLine.RunAsync([.. arguments, "--jobs", Folder["jobs.db"]]);

    /// <summary>Stores another key under the profile, which the emulator does not know.</summary>
    public void ReplaceKey(string key)
    {
        string provider = Backend[..Backend.IndexOf(':', StringComparison.Ordinal)];
        var entries = new Dictionary<string, string>(CredentialFile.Default().Read(provider, Profile)) { ["api-key"] = key };
        CredentialFile.Default().Write(provider, Profile, entries);
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Folder.Dispose();
    }

    private static async Task<Rehearsal> StartAsync(Emulator emulator, string device)
    {
        await emulator.StartAsync();
        string profile = $"t{Guid.NewGuid():N}";
        Dictionary<string, string> entries = emulator switch
        {
            IbmEmulator ibm => new()
            {
                ["api-key"] = ibm.Options.ApiKey,
                ["crn"] = IbmEmulator.Crn,
                ["url"] = ibm.ApiAddress.ToString(),
                ["iam-url"] = ibm.IamAddress.ToString(),
            },
            IonQEmulator ionq => new() { ["api-key"] = ionq.Options.ApiKey, ["url"] = ionq.ApiAddress.ToString() },
            _ => throw new InvalidOperationException(emulator.GetType().Name),
        };
        CredentialFile.Default().Write(device[..device.IndexOf(':', StringComparison.Ordinal)], profile, entries);
        return new Rehearsal(emulator, profile, device);
    }
}
