using Newtonsoft.Json.Linq;
using Sqs.Cli.Vendors;
using Sqs.Providers.Credentials;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Storage;
using Sqs.Service.Hosting;

namespace Sqs.Cli.Tests.Jobs;

/// <summary>The verbs of jobs against a job service.</summary>
[TestFixture]
public sealed class RemoteJobsTests
{
    private WorkFolder _folder = null!;
    private ProviderCatalog _providers = null!;
    private ServiceHost _service = null!;
    private string _keyFile = null!;
    private ApiKeyStore _keys = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        _folder = new WorkFolder();
        TimeProvider clock = TimeProvider.System;
        _providers = new ProviderCatalog(VendorList.Create(clock), new CredentialSource(CredentialFile.Default()), clock);
        var database = SqlDatabase.At(_folder["service.db"]);
        var options = new ServiceOptions { Urls = ["http://127.0.0.1:0"], Workers = 2 };
        _service = await ServiceHost.CreateAsync(options, database, _providers, new JobPolicy { FirstPoll = TimeSpan.FromMilliseconds(20) }, default);
        await _service.StartAsync(default);
        _keys = new ApiKeyStore(database, clock);
        _keyFile = await KeyFileAsync("default", AccessScopes.Read | AccessScopes.Submit);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await _service.DisposeAsync();
        _providers.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task A_program_is_submitted_followed_fetched_and_listed()
    {
        // The include is the user's own file: what is sent stands alone.
        _folder.Write("turn.inc", "gate turn(a) q { rx(a) q; }");
        string file = _folder.Write("p.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; include \"turn.inc\"; input float a; qubit[3] q; bit[1] low; bit[2] high; turn(a) q[0]; x q[2]; low[0] = measure q[0]; high[1] = measure q[2];");
        CommandLine submit = await RemoteAsync("submit", file, "--set", "a=3.141592653589793", "--shots", "30", "--seed", "4");
        Assert.That(submit.Code, Is.Zero, submit.Error);
        string id = submit.Output.Trim();
        CommandLine wait = await RemoteAsync("wait", id[..14], "--json");
        Assert.That(wait.Code, Is.Zero, wait.Error);
        Assert.That(JObject.Parse(wait.Output)["counts"]!.ToObject<Dictionary<string, int>>(), Is.EqualTo(new Dictionary<string, int> { ["1 10"] = 30 }));
        CommandLine fetch = await RemoteAsync("fetch", id);
        Assert.That(fetch.Output, Does.Contain("1 10").And.Contain("30").And.Contain("low high"));
        Assert.That(JArray.Parse((await RemoteAsync("jobs", "--json")).Output).Select(j => (string?)j["job"]), Does.Contain(id));
        Assert.That((await RemoteAsync("jobs")).Output, Does.Contain(id).And.Contain("p.qasm"));
        Assert.That((await RemoteAsync("job", id)).Output, Does.Contain("confirmed").And.Contain("Done"));
        Assert.That((await RemoteAsync("cancel", id)).Code, Is.Zero, "it had ended already");
        Assert.That(Directory.Exists(_folder[".sqs"]), Is.False);
    }

    [Test]
    public async Task A_model_is_submitted_with_its_spikes()
    {
        await CommandLine.RunAsync("new", "delayed-recall", _folder["model"], "--quiet");
        string model = Directory.EnumerateFiles(_folder["model"], "*.sqs.json").Single();
        CommandLine submit = await RemoteAsync("submit", model, "--data", "@" + Path.Combine(_folder["model"], "dataset.txt"), "--sample", "1", "--shots", "10");
        Assert.That(submit.Code, Is.Zero, submit.Error);
        CommandLine wait = await RemoteAsync("wait", submit.Output.Trim(), "--json");
        JObject result = JObject.Parse(wait.Output);
        Assert.That((wait.Code, (int)result["shots"]!), Is.EqualTo((0, 10)), wait.Error);
        Assert.That(result["registers"]!.Select(r => (string?)r["name"]), Has.Some.StartsWith("s_"));
    }

    [Test]
    public async Task What_the_service_refuses_is_said_and_what_is_away_is_a_failure_of_the_network()
    {
        string file = _folder.Write("q.qasm", "OPENQASM 3.0; qubit q; bit c; c = measure q;");
        CommandLine scope = await CommandLine.RunAsync("submit", file, "--server", Address, "--server-key-file", await KeyFileAsync("default", AccessScopes.Read));
        Assert.That((scope.Code, scope.Error.Contains("does not have the scope 'submit'", StringComparison.Ordinal)), Is.EqualTo((1, true)), scope.Error);
        CommandLine unknown = await RemoteAsync("job", new string('0', 32));
        Assert.That((unknown.Code, unknown.Error.Contains("no such job", StringComparison.Ordinal)), Is.EqualTo((1, true)), unknown.Error);
        CommandLine away = await CommandLine.RunAsync("jobs", "--server", "http://127.0.0.1:9", "--server-key-file", _keyFile);
        Assert.That(away.Code, Is.EqualTo(3), away.Error);
        CommandLine noKey = await CommandLine.RunAsync("jobs", "--server", Address);
        Assert.That((noKey.Code, noKey.Error.Contains("SQS_SERVER_KEY", StringComparison.Ordinal)), Is.EqualTo((1, true)), noKey.Error);
        CommandLine noAddress = await CommandLine.RunAsync("jobs", "--server", "nowhere");
        Assert.That(noAddress.Code, Is.EqualTo(2), noAddress.Error);
        if (!OperatingSystem.IsWindows())
        {
            string open = await KeyFileAsync("default", AccessScopes.Read);
            File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            CommandLine refused = await CommandLine.RunAsync("jobs", "--server", Address, "--server-key-file", open);
            Assert.That((refused.Code, refused.Error.Contains("SQS6005", StringComparison.Ordinal)), Is.EqualTo((1, true)), refused.Error);
        }
    }

    [Test]
    public async Task A_run_is_shared_and_comes_back_the_same()
    {
        string file = _folder.Write("r.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; h q; c = measure q;");
        string run = (string)JObject.Parse((await CommandLine.RunAsync("run", file, "--shots", "20", "--seed", "1", "--json", "--runs", _folder["runs"])).Output)["run"]!;
        CommandLine share = await RemoteAsync("runs", "share", "last", "--runs", _folder["runs"]);
        Assert.That((share.Code, share.Output.Trim()), Is.EqualTo((0, run)), share.Error);
        CommandLine import = await RemoteAsync("runs", "import", run, "--runs", _folder["elsewhere"]);
        Assert.That((import.Code, import.Output.Trim()), Is.EqualTo((0, run)), import.Error);
        Assert.That((await CommandLine.RunAsync("replay", run, "--runs", _folder["elsewhere"])).Output, Does.Contain("bit for bit"));
    }

    private string Address => _service.Addresses[0].ToString();

    private Task<CommandLine> RemoteAsync(params string[] arguments) => CommandLine.RunAsync([.. arguments, "--server", Address, "--server-key-file", _keyFile]);

    private async Task<string> KeyFileAsync(string project, AccessScopes scopes)
    {
        string file = _folder.Write($"key-{Guid.NewGuid():N}", (await _keys.CreateAsync(project, "ann", scopes, default)).Text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
