using Newtonsoft.Json.Linq;
using Sqs.Providers.Credentials;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>Credentials through the command line.</summary>
[TestFixture]
public sealed class AuthTests
{
    [Test]
    public async Task A_secret_on_the_command_line_is_refused_and_not_repeated()
    {
        CommandLine refused = await CommandLine.RunAsync("auth", "login", "ibm", "--set", "api-key=oops-secret");
        Assert.That(refused.Code, Is.EqualTo(1));
        Assert.That(refused.Error, Does.Contain("SQS9010").And.Contain("standard input").And.Not.Contain("oops-secret"));
        CommandLine unknown = await CommandLine.RunAsync("auth", "login", "ibm", "--set", "apikey=oops-secret");
        Assert.That(unknown.Code, Is.EqualTo(1));
        Assert.That(unknown.Error, Does.Contain("crn").And.Not.Contain("oops-secret"));
    }

    [Test]
    public async Task A_login_reads_the_secret_from_standard_input_into_a_file_of_its_owner()
    {
        string profile = $"t{Guid.NewGuid():N}";
        TextReader before = Console.In;
        Console.SetIn(new StringReader("my-secret\n"));
        CommandLine login;
        try
        {
            login = await CommandLine.RunAsync("auth", "login", "ionq", "--profile", profile, "--set", "url=http://127.0.0.1:1/v0.4");
        }
        finally
        {
            Console.SetIn(before);
        }

        Assert.That(login.Code, Is.Zero, login.Error);
        Assert.That(login.Output + login.Error, Does.Not.Contain("my-secret"));
        CredentialFile file = CredentialFile.Default();
        Assert.That(file.Read("ionq", profile)["api-key"], Is.EqualTo("my-secret"));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        JArray listed = JArray.Parse((await CommandLine.RunAsync("auth", "list", "--json")).Output);
        Assert.That(listed.Select(c => (string?)c["profile"]), Does.Contain(profile));
    }

    [Test]
    public async Task Doctor_names_what_is_missing_and_what_answers()
    {
        CommandLine doctor = await CommandLine.RunAsync("doctor", "--json", "--offline");
        var providers = JObject.Parse(doctor.Output)["providers"]!.ToDictionary(p => (string)p["provider"]!, p => p);
        Assert.That((string?)providers["ibm"]["missing"], Does.Contain("sqs auth login ibm").And.Contain("IBM_QUANTUM_API_KEY"));
        Assert.That((string?)providers["ionq"]["missing"], Does.Contain("sqs auth login ionq").And.Contain("IONQ_API_KEY"));
        Assert.That(providers["native"]["missing"]!.Type, Is.EqualTo(JTokenType.Null));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [NonParallelizable]
    public async Task Doctor_reports_a_credential_file_that_others_can_read_and_goes_on()
    {
        using var folder = new WorkFolder();
        string? before = Environment.GetEnvironmentVariable("SQS_CREDENTIALS");
        string file = folder.Write("open.json", """{"ionq":{"default":{"api-key":"k"}}}""");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        try
        {
            Environment.SetEnvironmentVariable("SQS_CREDENTIALS", file);
            Environment.SetEnvironmentVariable("SQS_IONQ_URL", "http://127.0.0.1:9/v0.4");
            CommandLine doctor = await CommandLine.RunAsync("doctor", "--json", "--offline");
            Assert.That(doctor.Code, Is.Zero, doctor.Error);
            JToken ionq = JObject.Parse(doctor.Output)["providers"]!.Single(p => (string?)p["provider"] == "ionq");
            Assert.That((string?)ionq["missing"], Does.Contain("chmod 600"));
            Assert.That((string?)ionq["endpoints"]![0]!["address"], Is.EqualTo("http://127.0.0.1:9/v0.4"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("SQS_CREDENTIALS", before);
            Environment.SetEnvironmentVariable("SQS_IONQ_URL", null);
        }
    }

    [Test]
    public async Task The_address_is_shown_wherever_a_credential_or_a_cost_is()
    {
        await using Rehearsal rehearsal = await Rehearsal.IonQAsync(device: "simulator");
        string host = rehearsal.Address.Authority;
        JArray listed = JArray.Parse((await CommandLine.RunAsync("auth", "list", "--json")).Output);
        JToken mine = listed.Single(c => (string?)c["profile"] == rehearsal.Profile);
        Assert.That((string?)mine["addresses"]![0], Does.Contain(host));
        Assert.That((string?)mine["sources"]!["url"], Does.EndWith("credentials.json"));
        Assert.That((await CommandLine.RunAsync("auth", "check", "ionq", "--profile", rehearsal.Profile)).Output, Does.Contain(host));
        string file = rehearsal.Folder.Write("p.qasm", "OPENQASM 3.0;\nqubit q;\nbit[1] c;\nc[0] = measure q;\n");
        CommandLine dry = await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--dry-run", "--yes", "--json");
        Assert.That(dry.Code, Is.Zero, dry.Error);
        Assert.That(dry.Error, Does.Contain($"{rehearsal.Backend} at {host}"));
        Assert.That((string?)JObject.Parse(dry.Output)["host"], Is.EqualTo(host));
    }

    [Test]
    public async Task Backends_show_queue_capabilities_and_limits()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync();
        JArray list = JArray.Parse((await CommandLine.RunAsync("backends", "--provider", "ibm", "--profile", rehearsal.Profile, "--json")).Output);
        Assert.That(list.Select(b => (string?)b["backend"]), Is.EqualTo(new[] { "ibm_emulated_heron", "ibm_emulated_nighthawk" }));
        Assert.That((int)list[0]["queue_length"]!, Is.Zero);
        JObject heron = JObject.Parse((await CommandLine.RunAsync("backends", rehearsal.Backend, "--json")).Output);
        JObject nighthawk = JObject.Parse((await CommandLine.RunAsync("backends", rehearsal.Backend.Replace("heron", "nighthawk", StringComparison.Ordinal), "--json")).Output);
        Assert.That(((bool)heron["feed_forward"]!, (bool)nighthawk["feed_forward"]!), Is.EqualTo((true, false)));
        Assert.That((int)heron["limits"]!["shots"]!, Is.EqualTo(100_000));
        Assert.That((double)heron["median_errors"]!["two_qubit"]!, Is.EqualTo(2.5e-3).Within(1e-12));
        Assert.That((double)heron["price_model"]!["seconds_a_job"]!, Is.EqualTo(2));
    }

    [Test]
    public async Task A_cancelled_job_ends_and_a_job_shows_what_happened()
    {
        await using Rehearsal rehearsal = await Rehearsal.IbmAsync(Rehearsal.Quick with { QueueTime = TimeSpan.FromHours(1) });
        string file = rehearsal.Folder.Write("p.qasm", "OPENQASM 3.0;\nqubit q;\nbit[1] c;\nc[0] = measure q;\n");
        string id = (await rehearsal.RunAsync("submit", file, "--backend", rehearsal.Backend, "--yes")).Output.Trim();
        CommandLine cancel = await rehearsal.RunAsync("cancel", id);
        Assert.That(cancel.Code, Is.Zero, cancel.Error);
        Assert.That(rehearsal.Ibm.Jobs.Single().CancelledAt, Is.Not.Null);
        CommandLine wait = await rehearsal.RunAsync("wait", id);
        Assert.That(wait.Code, Is.EqualTo(1));
        JObject job = JObject.Parse((await rehearsal.RunAsync("job", id, "--json", "--offline")).Output);
        Assert.That((string?)job["state"], Is.EqualTo("Cancelled"));
        Assert.That(job["events"]!.Select(e => (string)e["text"]!), Has.Some.StartsWith("Submitted").And.Some.StartsWith("Cancelled"));
        Assert.That((await rehearsal.RunAsync("job", "nothing")).Error, Does.Contain("SQS6010"));
    }
}
