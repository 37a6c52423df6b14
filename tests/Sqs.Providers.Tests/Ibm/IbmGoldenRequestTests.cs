using Newtonsoft.Json.Linq;
using Sqs.Campaign;
using Sqs.Compiler.Ir;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Tests.Ibm;

/// <summary>Exact requests: method, address, headers and body of each call.</summary>
public sealed class IbmGoldenRequestTests
{
    private const string Crn = "crn:v1:bluemix:public:quantum-computing:eu-de:a/acc:guid::";
    private const string Token = """{"access_token":"tok","expires_in":3600,"token_type":"Bearer"}""";

    private const string CommonHeaders = """
        Accept: application/json
        Authorization: Bearer tok
        IBM-API-Version: 2026-04-15
        Service-CRN: crn:v1:bluemix:public:quantum-computing:eu-de:a/acc:guid::
        """;

    private static readonly BackendSnapshot Device = new("ibm", "ibm_x", 16)
    {
        NativeGates = ["cz", "rz", "sx", "x"],
        HasFeedForward = true,
        HasMidCircuitMeasurement = true,
        HasReset = true,
    };

    private RecordingTransport _transport = null!;
    private IbmProvider _provider = null!;

    [SetUp]
    public void Connect()
    {
        _transport = new RecordingTransport().Answer(200, Token);
        _provider = new IbmProvider(new IbmSettings(Crn), new VendorConnection(new Secret("the key&more"), new VirtualTime(), _transport, TimeProvider.System));
    }

    [TearDown]
    public void Disconnect()
    {
        _provider.Dispose();
        _transport.Dispose();
    }

    [Test]
    public async Task The_key_is_exchanged_as_a_form()
    {
        _transport.Answer(200, """{"usage_consumed_seconds":10,"usage_limit_seconds":600,"usage_limit_reached":false}""");
        var usage = await _provider.AccountUsageAsync(default);
        Assert.That(_transport.Requests[0], Is.EqualTo(
            "POST https://iam.cloud.ibm.com/identity/token\nAccept: application/json\nContent-Type: application/x-www-form-urlencoded\n"
            + "grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&apikey=the+key%26more"));
        Assert.That(_transport.Requests[1], Is.EqualTo($"GET https://eu-de.quantum.cloud.ibm.com/api/v1/instances/usage\n{CommonHeaders}"));
        Assert.That(usage.Value.Remaining!.Value.Amount, Is.EqualTo(590));
    }

    [Test]
    public async Task A_submit_carries_one_pub_a_parameter_set_and_the_key_as_tag()
    {
        var builder = new CircuitBuilder("p");
        builder.PhysicalQubits(1);
        builder.Bits("out", 1);
        builder.Gate("rz", builder.Input("theta"), 0);
        builder.Gate("sx", 0);
        builder.Measure(0, 0);
        CircuitProgram program = builder.Build();
        var request = new JobRequest([new(program, 500) { Inputs = [new("theta", 1.57)] }, new(program, 500) { Inputs = [new("theta", -0.25)] }])
        {
            Options = new JobOptions { Tags = ["exp:42"], MaximumQpuTime = TimeSpan.FromSeconds(120), SessionId = "s1" },
        };
        IBackend backend = _provider.Backend("ibm_x");
        PreparedJob prepared = backend.Prepare(request, Device).Value.Single();
        _transport.Answer(200, """{"id":"abc","backend":"ibm_x"}""");
        Outcome<RemoteJob> submitted = await backend.SubmitAsync(prepared, "k-0", default);
        Assert.That(submitted.Value.Id, Is.EqualTo("abc"));
        string[] lines = _transport.Requests[1].Split('\n');
        Assert.That(lines[0], Is.EqualTo("POST https://eu-de.quantum.cloud.ibm.com/api/v1/jobs"));
        Assert.That(lines[3], Is.EqualTo("Content-Type: application/json; charset=utf-8"));
        JObject body = JObject.Parse(lines[^1]);
        const string Text = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput angle theta;\nbit[1] out;\nrz(theta) $0;\nsx $0;\nout[0] = measure $0;\n";
        Assert.That(((string)body["params"]!["pubs"]![0]![0]!).Replace("\n\n", "\n", StringComparison.Ordinal), Is.EqualTo(Text));
        body["params"]!["pubs"]![0]![0] = body["params"]!["pubs"]![1]![0] = "TEXT";
        Assert.That(body.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(
            """{"program_id":"sampler","backend":"ibm_x","params":{"pubs":[["TEXT",{"theta":1.57},500],["TEXT",{"theta":-0.25},500]],"version":2,"support_qiskit":false,"options":"""
            + """{"dynamical_decoupling":{"enable":false},"twirling":{"enable_gates":false,"enable_measure":false}}},"tags":["exp:42","sqs:k-0"],"cost":120,"session_id":"s1"}"""));
    }

    [Test]
    public async Task A_job_whose_tags_a_list_leaves_out_is_ours_only_when_it_says_so_itself()
    {
        _transport.Answer(200, """{"jobs":[{"id":"foreign","created":"2026-01-01T00:00:00Z"},{"id":"ours","created":"2026-01-02T00:00:00Z"}]}""")
            .Answer(200, """{"id":"foreign","status":"Running"}""")
            .Answer(200, """{"id":"ours","status":"Running","tags":["sqs:k"]}""");
        Outcome<IReadOnlyList<RemoteJob>> found = await _provider.Backend("ibm_x").FindAsync("k", DateTimeOffset.MinValue, default);
        Assert.That(found.Value.Select(j => j.Id), Is.EqualTo(new[] { "ours" }));
    }

    [Test]
    public async Task Every_read_has_its_address()
    {
        IBackend backend = _provider.Backend("ibm_x");
        PreparedJob job = new("ibm", "ibm_x", "{}", []);
        _transport.Answer(200, """{"jobs":[{"id":"b","created":"2026-01-02T00:00:00Z","tags":["sqs:k"]},{"id":"a","created":"2026-01-01T00:00:00Z","tags":["sqs:k"]},{"id":"z","tags":["other"]}]}""")
            .Answer(200, """{"id":"a","status":"Running","state":{"status":"Running"}}""")
            .Answer(200, """{"results":[]}""")
            .Answer(200, """{"usage":{"quantum_seconds":0,"seconds":0,"status":"pending"}}""")
            .Answer(204, string.Empty)
            .Answer(200, """{"devices":[]}""")
            .Answer(200, """{"id":"s9","mode":"batch","state":"open","accepting_jobs":true}""")
            .Answer(204, string.Empty)
            .Answer(204, string.Empty)
            .Answer(200, """{"id":"s9","state":"closed"}""")
            .Answer(200, """{"backend_name":"ibm_x","n_qubits":2,"basis_gates":["cz"]}""")
            .Answer(200, """{"qubits":[],"gates":[]}""")
            .Answer(200, """{"state":false,"status":"paused","message":"calibrating","length_queue":3}""");
        IReadOnlyList<RemoteJob> found = (await backend.FindAsync("k", DateTimeOffset.MinValue, default)).Value;
        Assert.That(found.Select(j => j.Id), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((await backend.StatusAsync("a", default)).Value.Phase, Is.EqualTo(RemotePhase.Running));
        await backend.DownloadAsync(job, "a", default);
        Assert.That((await backend.UsageAsync("a", default)).Value, Is.EqualTo(new Costs.JobUsage(null, null, false)), "usage that is pending is unknown, not zero");
        await backend.CancelAsync("a", default);
        await _provider.ListBackendsAsync(default);
        await _provider.Sessions.OpenAsync("ibm_x", TimeSpan.FromHours(1), isDedicated: false, default);
        await _provider.Sessions.CloseAsync("s9", cancelQueued: false, default);
        await _provider.Sessions.CloseAsync("s9", cancelQueued: true, default);
        await _provider.Sessions.GetAsync("s9", default);
        Assert.That((await backend.SnapshotAsync(default)).Value.Warning, Does.Contain("paused").And.Contain("calibrating"));
        const string Base = "https://eu-de.quantum.cloud.ibm.com/api/v1/";
        Assert.That(_transport.Requests.Skip(1).Select(r => r.Split('\n')[0]), Is.EqualTo(new[]
        {
            $"GET {Base}jobs?exclude_params=true&tags=sqs%3Ak&limit=20",
            $"GET {Base}jobs/a?exclude_params=true",
            $"GET {Base}jobs/a/results",
            $"GET {Base}jobs/a/metrics",
            $"POST {Base}jobs/a/cancel",
            $"GET {Base}backends",
            $"POST {Base}sessions",
            $"PATCH {Base}sessions/s9",
            $"DELETE {Base}sessions/s9/close",
            $"GET {Base}sessions/s9",
            $"GET {Base}backends/ibm_x/configuration",
            $"GET {Base}backends/ibm_x/properties",
            $"GET {Base}backends/ibm_x/status",
        }));

        // Every request has the same headers, and says what its body is where it has one.
        foreach (string request in _transport.Requests.Skip(1))
        {
            string[] lines = request.Split('\n');
            bool hasBody = lines[^1].StartsWith('{');
            string[] headers = [.. lines.Skip(1).SkipLast(hasBody ? 1 : 0)];
            string[] expected = hasBody
                ? [.. CommonHeaders.Split('\n').Append("Content-Type: application/json; charset=utf-8").Order(StringComparer.Ordinal)]
                : CommonHeaders.Split('\n');
            Assert.That(headers, Is.EqualTo(expected), lines[0]);
        }

        Assert.That(_transport.Requests[7], Does.EndWith("""{"mode":"batch","backend":"ibm_x","max_ttl":3600}"""));
        Assert.That(_transport.Requests[8], Does.EndWith("""{"accepting_jobs":false}"""));
    }

    [Test]
    public async Task A_refused_token_is_renewed_and_a_read_repeated_once()
    {
        _transport.Answer(401, """{"trace":"t","errors":[{"code":1200,"message":"expired"}]}""").Answer(200, Token.Replace("\"tok\"", "\"new\"", StringComparison.Ordinal)).Answer(200, """{"devices":[]}""");
        Assert.That((await _provider.ListBackendsAsync(default)).Error, Is.Null);
        Assert.That(_transport.Requests, Has.Count.EqualTo(4));
        Assert.That(_transport.Requests[3], Does.Contain("Authorization: Bearer new"));
    }

    [Test]
    public async Task A_token_is_renewed_before_it_ends_and_shared_until_then()
    {
        var clock = new VirtualTime();
        using var transport = new RecordingTransport().Answer(200, Token).Answer(200, """{"devices":[]}""").Answer(200, """{"devices":[]}""").Answer(200, Token).Answer(200, """{"devices":[]}""");
        using var provider = new IbmProvider(new IbmSettings(Crn), new VendorConnection(new Secret("k"), clock, transport, TimeProvider.System));
        await provider.ListBackendsAsync(default);
        clock.Advance(TimeSpan.FromSeconds(3600 - 361));
        await provider.ListBackendsAsync(default);
        Assert.That(transport.Requests, Has.Count.EqualTo(3), "the token has more than 360 s left");
        clock.Advance(TimeSpan.FromSeconds(2));
        await provider.ListBackendsAsync(default);
        Assert.That(transport.Requests.Count(r => r.Contains("identity/token", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_job_for_a_closed_session_is_sent_outside_it_and_the_user_is_told()
    {
        IBackend backend = _provider.Backend("ibm_x");
        _transport.Answer(400, """{"errors":[{"code":"4001","message":"closed"}]}""").Answer(200, """{"id":"old","state":"closed"}""").Answer(200, """{"id":"abc"}""");
        Outcome<RemoteJob> submitted = await backend.SubmitAsync(new PreparedJob("ibm", "ibm_x", """{"session_id":"old","params":{}}""", []), "k", default);
        Assert.That(submitted.Value.Id, Is.EqualTo("abc"));
        Assert.That(submitted.Value.Remark, Does.Contain("old").And.Contain("closed"));
        Assert.That(_transport.Requests[2], Does.StartWith("GET https://eu-de.quantum.cloud.ibm.com/api/v1/sessions/old\n"));
        Assert.That(_transport.Requests[3], Does.StartWith("POST ").And.Not.Contain("session_id"));
    }

    [Test]
    public async Task A_job_for_a_session_that_never_was_is_not_sent_outside_it()
    {
        IBackend backend = _provider.Backend("ibm_x");
        _transport.Answer(400, """{"errors":[{"code":"4001","message":"closed"}]}""").Answer(404, """{"trace":"t9","errors":[{"code":"1002","message":"no session"}]}""");
        ProviderError error = (await backend.SubmitAsync(new PreparedJob("ibm", "ibm_x", """{"session_id":"typo","params":{}}""", []), "k", default)).Error!;
        Assert.That((error.Kind, error.Code, error.TraceId, error.Acceptance), Is.EqualTo((ProviderErrorKind.FixInput, "unknown-session", "t9", Acceptance.Refused)));
        Assert.That(error.ToString(), Does.Contain("typo"));
        Assert.That(_transport.Requests, Has.Count.EqualTo(3));
    }

    private static CircuitRequest Single(int shots)
    {
        var builder = new CircuitBuilder("p");
        builder.PhysicalQubits(1);
        builder.Bits("c", 1);
        builder.Measure(0, 0);
        return new CircuitRequest(builder.Build(), shots);
    }

    [Test]
    public void Jobs_are_split_where_conditionals_or_processor_time_of_one_job_are_used_up()
    {
        // 2400 conditionals on one bit each go into a job: a circuit of 1300 takes more than half of that.
        var builder = new CircuitBuilder("p");
        builder.PhysicalQubits(1);
        builder.Bits("c", 1);
        for (int i = 0; i < 1300; i++)
        {
            builder.Measure(0, 0);
            builder.If(CircuitBuilder.BitIs(0, true), () => builder.Gate("x", 0));
        }

        var branching = new CircuitRequest(builder.Build(), 10);
        IBackend backend = _provider.Backend("ibm_x");
        IReadOnlyList<PreparedJob> jobs = backend.Prepare(new JobRequest([branching, branching, branching]), Device).Value;
        Assert.That(jobs.Select(j => j.Circuits.Single().Index), Is.EqualTo(new[] { 0, 1, 2 }));

        // A job may take three hours: 100,000 shots a tenth of a second apart take 10,000 s.
        var slow = new JobRequest([Single(100_000), Single(100_000)]) { Options = new JobOptions { RepetitionDelay = 0.1 } };
        Assert.That(backend.Prepare(slow, Device).Value, Has.Count.EqualTo(2));
        Assert.That(backend.Prepare(slow with { Options = new JobOptions() }, Device).Value, Has.Count.EqualTo(1));
        ProviderError tooLong = backend.Prepare(slow with { Options = new JobOptions { RepetitionDelay = 0.2 } }, Device).Error!;
        Assert.That(tooLong.Kind, Is.EqualTo(ProviderErrorKind.FixInput));
        Assert.That(tooLong.Message, Does.Contain("50000 or fewer"));
    }
}
