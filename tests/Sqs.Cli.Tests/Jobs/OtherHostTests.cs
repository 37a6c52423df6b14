using Sqs.Providers.Credentials;
using Sqs.Providers.Emulation.Hosting;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>A job was confirmed for one address, and goes to no other.</summary>
[TestFixture]
public sealed class OtherHostTests
{
    private static readonly EmulatorOptions Slow = Rehearsal.Quick with { QueueTime = TimeSpan.FromHours(1) };

    [TestCase("ibm")]
    [TestCase("ionq")]
    public async Task A_job_is_neither_sent_nor_looked_for_elsewhere(string vendor)
    {
        await using Rehearsal first = vendor == "ibm" ? await Rehearsal.IbmAsync(Slow) : await Rehearsal.IonQAsync(Slow);
        await using Rehearsal second = vendor == "ibm" ? await Rehearsal.IbmAsync(Slow) : await Rehearsal.IonQAsync(Slow);
        string file = first.Folder.Write("p.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; x q; c = measure q;");
        CommandLine submit = await first.RunAsync("submit", file, "--backend", first.Backend, "--shots", "10", "--yes");
        Assert.That(submit.Code, Is.Zero, submit.Error);
        string id = submit.Output.Trim();

        // The same profile, another service: as a shell with other variables has it.
        var entries = new Dictionary<string, string>(CredentialFile.Default().Read(vendor, first.Profile));
        foreach ((string name, string value) in CredentialFile.Default().Read(vendor, second.Profile))
            entries[name] = value;
        CredentialFile.Default().Write(vendor, first.Profile, entries);
        CommandLine wait = await first.RunAsync("wait", id, "--timeout", "5");
        Assert.That((wait.Code, wait.Error.Contains("SQS6016", StringComparison.Ordinal)), Is.EqualTo((1, true)), wait.Error);
        Assert.That(wait.Error, Does.Contain(first.Address.Authority).And.Contain(second.Address.Authority));
        Assert.That(vendor == "ibm" ? second.Ibm.Jobs.Count : second.IonQ.Jobs.Count, Is.Zero);
        Assert.That(vendor == "ibm" ? first.Ibm.Jobs.Count : first.IonQ.Jobs.Count, Is.EqualTo(1));
        CommandLine job = await first.RunAsync("job", id, "--offline");
        Assert.That(job.Output, Does.Contain("was made for"), "the job says so itself");
    }

    [Test]
    public async Task A_dry_run_needs_no_consent()
    {
        await using Rehearsal rehearsal = await Rehearsal.IonQAsync();
        string file = rehearsal.Folder.Write("p.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; x q; c = measure q;");
        CommandLine submit = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--shots", "10", "--dry-run");
        Assert.That(submit.Code, Is.Zero, submit.Error);
    }

    [Test]
    public async Task The_name_of_a_provider_lists_its_devices()
    {
        CommandLine list = await CommandLine.RunAsync("backends", "ionq", "--profile", $"none-{Guid.NewGuid():N}");
        Assert.That((list.Code, list.Error.Contains("SQS6004", StringComparison.Ordinal)), Is.EqualTo((1, true)), list.Error);
    }
}
