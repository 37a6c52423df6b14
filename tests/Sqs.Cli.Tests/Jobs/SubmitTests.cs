using Newtonsoft.Json.Linq;
using Sqs.Providers.Credentials;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Ibm;
using Sqs.Providers.Resilience;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>Submit, wait and fetch against the emulators.</summary>
[TestFixture]
public sealed class SubmitTests
{
    // Register a reads 01, register b reads 110: every mix-up of bits or registers shows.
    private const string Asymmetric = """
        OPENQASM 3.0;
        include "stdgates.inc";
        qubit[5] q;
        bit[2] A;
        bit[3] b;
        x q[0];
        x q[3];
        x q[4];
        A[0] = measure q[0];
        A[1] = measure q[1];
        b[0] = measure q[2];
        b[1] = measure q[3];
        b[2] = measure q[4];
        """;

    private static readonly EmulatorOptions Ideal = Rehearsal.Quick with { IsNoisy = false };

    [TestCase("ibm")]
    [TestCase("ionq")]
    public async Task A_job_is_submitted_followed_and_fetched(string vendor)
    {
        await using Rehearsal rehearsal = vendor == "ibm" ? await Rehearsal.IbmAsync(Ideal) : await Rehearsal.IonQAsync(Ideal);
        CommandLine submit = await rehearsal.RunAsync("submit", rehearsal.Folder.Write("p.qasm", Asymmetric), "--backend", rehearsal.Backend, "--shots", "9", "--yes");
        Assert.That(submit.Code, Is.Zero, submit.Error);
        string id = submit.Output.Trim();
        Assert.That(id, Has.Length.EqualTo(32));
        Assert.That(submit.Error, Does.Contain("estimated cost"));

        CommandLine wait = await rehearsal.RunAsync("wait", id, "--json");
        Assert.That(wait.Code, Is.Zero, wait.Error);
        JObject waited = JObject.Parse(wait.Output);
        Assert.That((string?)waited["state"], Is.EqualTo("Done"));
        Assert.That(waited["counts"]!.ToObject<Dictionary<string, int>>(), Is.EqualTo(new Dictionary<string, int> { ["01 110"] = 9 }));
        Assert.That(waited["registers"]!.Select(r => ((string?)r["name"], (int)r["size"]!)), Is.EqualTo(new[] { ("A", 2), ("b", 3) }));

        CommandLine fetch = await rehearsal.RunAsync("fetch", id[..16], "--json", "--memory");
        JObject fetched = JObject.Parse(fetch.Output);
        Assert.That(fetched["counts"], Is.EqualTo(waited["counts"]).Using<JToken>(JToken.DeepEquals));
        Assert.That(fetched["memory"]!.ToObject<string[][]>(), Has.Length.EqualTo(9).And.All.EqualTo((string[])["0x1", "0x6"]));
    }

    [Test]
    public async Task Without_a_confirmation_nothing_is_sent()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync();
        string file = rehearsal.Folder.Write("p.qasm", Asymmetric);
        CommandLine refused = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend);
        Assert.That(refused.Code, Is.EqualTo(1));
        Assert.That(refused.Error, Does.Contain("SQS6011"));
        CommandLine tooDear = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--yes", "--max-cost", "2");
        Assert.That(tooDear.Code, Is.EqualTo(1));
        Assert.That(rehearsal.Ibm.Jobs, Is.Empty);
        CommandLine allowed = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--max-cost", "3");
        Assert.That(allowed.Code, Is.Zero, allowed.Error);
        Assert.That(rehearsal.Ibm.Jobs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_wrong_with_a_program_is_said_before_a_provider_is_asked()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync();
        CommandLine bad = await rehearsal.RunAsync("submit", rehearsal.Folder.Write("bad.qasm", "OPENQASM 3.0;\nbit c = 7 +;\n"), "--backend", "ibm:nowhere@nobody", "--yes");
        Assert.That(bad.Code, Is.EqualTo(1));
        Assert.That(bad.Error, Does.Contain("SQS2").And.Not.Contain("SQS60"));
        CommandLine missing = await rehearsal.RunAsync("submit", rehearsal.Folder.Write("in.qasm", "OPENQASM 3.0;\ninput float theta;\nqubit q;\nbit c;\nc = measure q;\n"), "--yes");
        Assert.That(missing.Code, Is.EqualTo(1));
        Assert.That(missing.Error, Does.Contain("theta"));
    }

    [Test]
    public async Task A_missing_credential_or_backend_is_named_with_the_remedy()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync();
        string file = rehearsal.Folder.Write("p.qasm", Asymmetric);
        CommandLine none = await rehearsal.RunAsync("submit", file, "--backend", "ibm:ibm_emulated_heron@nobody", "--yes");
        Assert.That(none.Code, Is.EqualTo(1));
        Assert.That(none.Error, Does.Contain("SQS6004").And.Contain("sqs auth login ibm"));
        CommandLine unknown = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend.Replace("heron", "sparrow", StringComparison.Ordinal), "--yes");
        Assert.That(unknown.Code, Is.EqualTo(1));
        Assert.That(unknown.Error, Does.Contain("ibm_emulated_sparrow"));
    }

    [Test]
    public async Task A_wait_that_is_up_leaves_the_job_running()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync(Ideal with { QueueTime = TimeSpan.FromHours(1) });
        string id = (await rehearsal.RunAsync("submit", rehearsal.Folder.Write("p.qasm", Asymmetric), "--backend", rehearsal.Backend, "--yes")).Output.Trim();
        CommandLine wait = await rehearsal.RunAsync("wait", id, "--timeout", "0.2", "--json");
        Assert.That(wait.Code, Is.EqualTo(4), "time that is up is no failure");
        Assert.That((string?)JObject.Parse(wait.Output)["outcome"], Is.EqualTo("still-running"));
        Assert.That(wait.Error, Does.Contain("sqs wait").And.Contain("the job goes on"));
        CommandLine fetch = await rehearsal.RunAsync("fetch", id);
        Assert.That(fetch.Code, Is.EqualTo(1));
        Assert.That(fetch.Error, Does.Contain("SQS6012"));
        Assert.That(rehearsal.Ibm.Jobs.Single().CancelledAt, Is.Null);
    }

    [TestCase("submit")]
    [TestCase("run")]
    public async Task A_key_that_the_provider_refuses_ends_the_command_with_the_providers_words(string verb)
    {
        await using Rehearsal rehearsal = await Rehearsal.IonQAsync(Ideal);
        rehearsal.ReplaceKey("not-the-key");
        CommandLine refused = await rehearsal.RunAsync(verb, rehearsal.Folder.Write("p.qasm", Asymmetric), "--backend", rehearsal.Backend, "--yes");
        Assert.That(refused.Code, Is.EqualTo(3), refused.Error);
        Assert.That(refused.Error, Does.Contain("SQS6001").And.Contain("key"));
        Assert.That(rehearsal.IonQ.Jobs, Is.Empty);
    }

    [TestCase("nan")]
    [TestCase("-1")]
    [TestCase("1e999")]
    public async Task A_limit_of_cost_that_is_none_is_a_usage_error(string limit)
    {
        CommandLine refused = await CommandLine.RunAsync("submit", "p.qasm", $"--max-cost={limit}");
        Assert.That(refused.Code, Is.EqualTo(2), refused.Error);
        Assert.That(refused.Error, Does.Contain("--max-cost"));
    }

    [Test]
    public async Task The_beginning_of_several_jobs_names_them()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync(Ideal);
        string file = rehearsal.Folder.Write("p.qasm", Asymmetric);
        string first = (await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--yes")).Output.Trim();
        string second = (await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--yes")).Output.Trim();
        CommandLine job = await rehearsal.RunAsync("job", first[..4], "--offline");
        Assert.That(job.Code, Is.EqualTo(1));
        Assert.That(job.Error, Does.Contain("SQS6015").And.Contain(first).And.Contain(second));
    }

    [Test]
    public async Task A_job_for_a_closed_session_says_so_and_one_for_a_session_that_never_was_fails()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync(Ideal);
        var settings = new IbmSettings(IbmEmulator.Crn) { BaseUrl = rehearsal.Ibm.ApiAddress, IamUrl = rehearsal.Ibm.IamAddress };
        using var client = new IbmProvider(settings, new VendorConnection(new Secret(rehearsal.Ibm.Options.ApiKey), TimeProvider.System));
        string session = (await client.Sessions.OpenAsync("ibm_emulated_heron", TimeSpan.FromHours(1), isDedicated: false, default)).Value.Id;
        await client.Sessions.CloseAsync(session, cancelQueued: false, default);
        string file = rehearsal.Folder.Write("p.qasm", Asymmetric);
        CommandLine closed = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--yes", "--session", session);
        Assert.That(closed.Code, Is.Zero, closed.Error);
        Assert.That(closed.Error, Does.Contain($"the session {session} is closed"));
        JObject job = JObject.Parse((await rehearsal.RunAsync("job", closed.Output.Trim(), "--json", "--offline")).Output);
        Assert.That(job["events"]!.Select(e => (string)e["text"]!), Has.Some.Contain("is closed"));
        Assert.That((string?)job["notes"]![0], Does.Contain(session));
        CommandLine never = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--yes", "--session", "session-typo");
        Assert.That(never.Code, Is.EqualTo(1));
        Assert.That(never.Error, Does.Contain("unknown-session").And.Contain("session-typo"));
    }

    [Test]
    public async Task A_dry_run_shows_its_cost_and_no_results()
    {
        await using Rehearsal rehearsal = await Rehearsal.IonQAsync(Ideal);
        string id = (await rehearsal.RunAsync("submit", rehearsal.Folder.Write("p.qasm", Asymmetric), "--backend", rehearsal.Backend, "--yes", "--dry-run")).Output.Trim();
        await rehearsal.RunAsync("wait", id);
        CommandLine fetch = await rehearsal.RunAsync("fetch", id, "--json");
        Assert.That(fetch.Code, Is.Zero, fetch.Error);
        JObject document = JObject.Parse(fetch.Output);
        Assert.That((bool)document["dry_run"]!, Is.True);
        Assert.That((decimal)document["provider_estimate"]![0]!["amount"]!, Is.EqualTo(12.42m));
        Assert.That(document.ContainsKey("counts") || document.ContainsKey("error"), Is.False);
        Assert.That((await rehearsal.RunAsync("fetch", id)).Output, Does.Contain("12.42"));
    }
}
