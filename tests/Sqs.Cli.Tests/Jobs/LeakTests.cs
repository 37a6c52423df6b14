using System.Text;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Hosting;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>No secret in anything a run leaves: outputs, errors, job store, checkpoints, records.</summary>
[TestFixture]
public sealed class LeakTests
{
    // Ours alone, so that a hit is a leak and nothing else.
    private const string Key = "k7Qm-2vXw9-leak-canary-Z4t8";
    private const string Token = "emulated-token-";

    private const string Program = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit q;\nbit[1] c;\nx q;\nc[0] = measure q;\n";

    [TestCase("ibm")]
    [TestCase("ionq")]
    [CancelAfter(240_000)]
    public async Task Nothing_that_a_run_leaves_holds_the_key(string vendor, CancellationToken cancellation)
    {
        var rates = new Dictionary<FaultKind, double> { [FaultKind.ErrorAfter] = 0.1, [FaultKind.ExpiredToken] = 0.1, [FaultKind.TruncatedJson] = 0.1 };
        var faults = new FaultPlan(rates, seed: 3) { MostFaults = 4 };
        EmulatorOptions options = Rehearsal.Quick with { ApiKey = Key, Faults = faults };
        await using Rehearsal rehearsal = vendor == "ibm" ? await Rehearsal.IbmAsync(options) : await Rehearsal.IonQAsync(options);
        string file = rehearsal.Folder.Write("p.qasm", Program);
        var printed = new StringBuilder();
        async Task<CommandLine> RunAsync(params string[] arguments)
        {
            CommandLine line = await CommandLine.RunAsync(arguments);
            printed.Append(line.Output).Append(line.Error);
            return line;
        }

        string jobs = rehearsal.Folder["jobs.db"];
        string profile = rehearsal.Backend[(rehearsal.Backend.IndexOf('@', StringComparison.Ordinal) + 1)..];
        CommandLine submit = await RunAsync("submit", file, "--backend", rehearsal.Backend, "--shots", "3", "--yes", "--jobs", jobs);
        string id = submit.Output.Trim();
        Assert.That(id, Has.Length.EqualTo(32), submit.Error);
        await RunAsync("wait", id, "--json", "--memory", "--jobs", jobs, "--runs", rehearsal.Folder["runs"]);
        Assert.That(rehearsal.Folder.Files(), Has.Some.EndsWith("manifest.json"));
        await RunAsync("job", id, "--jobs", jobs);
        await RunAsync("job", id, "--json", "--jobs", jobs);
        await RunAsync("jobs", "--jobs", jobs);
        await RunAsync("auth", "list");
        await RunAsync("auth", "list", "--json");
        await RunAsync("auth", "check", vendor, "--profile", profile);
        await RunAsync("backends", "--provider", vendor, "--profile", profile, "--json");
        await RunAsync("doctor", "--offline");

        // A service that knows another key refuses this one, and says so without repeating it.
        await using Rehearsal other = vendor == "ibm" ? await Rehearsal.IbmAsync() : await Rehearsal.IonQAsync();
        other.ReplaceKey(Key);
        CommandLine refused = await RunAsync("auth", "check", vendor, "--profile", other.Profile);
        Assert.That(refused.Code, Is.EqualTo(3), refused.Error);

        Assert.That(printed.ToString(), Does.Not.Contain(Key).And.Not.Contain(Token));
        foreach (string left in rehearsal.Folder.Files())
        {
            string text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(rehearsal.Folder[left], cancellation));
            Assert.That(text, Does.Not.Contain(Key), left);
            Assert.That(text, Does.Not.Contain(Token), left);
            Assert.That(text, Does.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Key))), left);
        }
    }
}
