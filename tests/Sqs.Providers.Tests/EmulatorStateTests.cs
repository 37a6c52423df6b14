using Sqs.Campaign;
using Sqs.Providers.Costs;
using Sqs.Providers.Credentials;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Emulation.IonQ;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm;
using Sqs.Providers.IonQ;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Tests;

/// <summary>What emulators keep over a restart, and what they let go.</summary>
public sealed class EmulatorStateTests
{
    private const string IonQJob =
        """{"type":"ionq.circuit.v1","backend":"qpu.emulated-forte","shots":10,"settings":{"error_mitigation":{"debiasing":false}},"input":{"gateset":"qis","qubits":1,"circuit":[{"gate":"x","target":0}]},"session_id":"SESSION"}""";

    private string _file = null!;

    [SetUp]
    public void Begin() => _file = Path.GetTempFileName();

    [TearDown]
    public void End() => File.Delete(_file);

    [Test]
    public async Task Ibm_sessions_outlive_a_restart()
    {
        var options = new EmulatorOptions { StateFile = _file };
        string open;
        string closed;
        await using (var before = new IbmEmulator(options))
        {
            using IbmProvider client = await ConnectAsync(before);
            open = (await client.Sessions.OpenAsync("ibm_emulated_heron", TimeSpan.FromHours(1), isDedicated: true, default)).Value.Id;
            closed = (await client.Sessions.OpenAsync("ibm_emulated_heron", TimeSpan.FromHours(1), isDedicated: false, default)).Value.Id;
            await client.Sessions.CloseAsync(closed, cancelQueued: false, default);
        }

        await using var after = new IbmEmulator(options);
        using IbmProvider again = await ConnectAsync(after);
        IbmSession kept = (await again.Sessions.GetAsync(open, default)).Value;
        Assert.That((kept.Mode, kept.IsAcceptingJobs), Is.EqualTo(("dedicated", true)));
        Assert.That((await again.Sessions.GetAsync(closed, default)).Value.IsAcceptingJobs, Is.False);
        string next = (await again.Sessions.OpenAsync("ibm_emulated_heron", TimeSpan.FromHours(1), isDedicated: false, default)).Value.Id;
        Assert.That(next, Is.Not.AnyOf(open, closed));
    }

    [Test]
    public async Task IonQ_sessions_outlive_a_restart_with_their_limits()
    {
        var options = new EmulatorOptions { StateFile = _file, SubmitsPerMinute = 0 };
        string session;
        await using (var before = new IonQEmulator(options))
        {
            await before.StartAsync();
            using IonQProvider client = Connect(before);
            session = (await client.Sessions.OpenAsync("qpu.emulated-forte", mostJobs: 2, TimeSpan.FromHours(1), new Money(100, "usd"), default)).Value;
            Assert.That((await SubmitAsync(client, session)).Error, Is.Null);
        }

        await using var after = new IonQEmulator(options);
        await after.StartAsync();
        using IonQProvider again = Connect(after);
        Assert.That((await SubmitAsync(again, session)).Error, Is.Null);
        Assert.That((await SubmitAsync(again, session)).Error!.ToString(), Does.Contain("2 jobs"));
        await again.Sessions.EndAsync(session, default);
        Assert.That((await SubmitAsync(again, session)).Error!.Kind, Is.EqualTo(ProviderErrorKind.FixInput));
    }

    [Test]
    public async Task Jobs_that_ended_long_ago_are_let_go_when_there_are_too_many()
    {
        var clock = new VirtualTime();
        await using var emulator = new IonQEmulator(new EmulatorOptions { Clock = clock, SubmitsPerMinute = 0, KeptCharacters = 2000 });
        await emulator.StartAsync();
        using IonQProvider client = Connect(emulator, clock);
        string first = (await SubmitAsync(client, null)).Value.Id;
        for (int i = 0; i < 30; i++)
            await SubmitAsync(client, null);
        Assert.That(emulator.Jobs, Has.Count.EqualTo(31), "none has ended, so none is let go");
        clock.Advance(TimeSpan.FromHours(2));
        string last = (await SubmitAsync(client, null)).Value.Id;
        Assert.That(emulator.Jobs, Has.Count.LessThan(20));
        Assert.That((await client.Backend("qpu.emulated-forte").StatusAsync(first, default)).Error!.Kind, Is.EqualTo(ProviderErrorKind.NotFound));
        Assert.That((await client.Backend("qpu.emulated-forte").StatusAsync(last, default)).Error, Is.Null);
        Assert.That(emulator.Jobs[^1].Number, Is.EqualTo(31), "numbers go on");
    }

    private static Task<Outcome<RemoteJob>> SubmitAsync(IonQProvider client, string? session)
    {
        string body = session is null ? IonQJob.Replace(""","session_id":"SESSION" """.Trim(), string.Empty, StringComparison.Ordinal) : IonQJob.Replace("SESSION", session, StringComparison.Ordinal);
        return client.Backend("qpu.emulated-forte").SubmitAsync(new PreparedJob("ionq", "qpu.emulated-forte", body, []), Guid.NewGuid().ToString("N"), default);
    }

    private static IonQProvider Connect(IonQEmulator emulator, TimeProvider? clock = null) => new(
        new IonQSettings { BaseUrl = emulator.ApiAddress, Resilience = new ResilienceOptions { SubmitsPerSecond = 1000, SubmitBurst = 100 } },
        new VendorConnection(new Secret("emulated-key"), clock ?? TimeProvider.System, null, TimeProvider.System));

    private static async Task<IbmProvider> ConnectAsync(IbmEmulator emulator)
    {
        await emulator.StartAsync();
        return new IbmProvider(
            new IbmSettings(IbmEmulator.Crn) { BaseUrl = emulator.ApiAddress, IamUrl = emulator.IamAddress }, new VendorConnection(new Secret("emulated-key"), TimeProvider.System));
    }
}
