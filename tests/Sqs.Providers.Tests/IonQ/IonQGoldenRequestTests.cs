using Newtonsoft.Json.Linq;
using Sqs.Campaign;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.IonQ;
using Sqs.Providers.Credentials;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.IonQ;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Tests.IonQ;

/// <summary>Exact requests: method, address, headers and body of each call.</summary>
public sealed class IonQGoldenRequestTests
{
    private static readonly BackendSnapshot Machine = new("ionq", "qpu.forte-1", 36);
    private static readonly BackendSnapshot Simulator = new("ionq", "simulator", 29) { IsSimulator = true };

    private RecordingTransport _transport = null!;
    private IonQProvider _provider = null!;

    [SetUp]
    public void Connect()
    {
        _transport = new RecordingTransport();
        _provider = Provider(new IonQSettings());
    }

    [TearDown]
    public void Disconnect()
    {
        _provider.Dispose();
        _transport.Dispose();
    }

    [Test]
    public async Task One_circuit_in_abstract_gates()
    {
        JObject body = await SubmitAsync(_provider, Machine, [Bell(500)], new JobOptions());
        Assert.That(_transport.Requests[0], Does.StartWith(
            "POST https://api.ionq.co/v0.4/jobs\nAccept: application/json\nAuthorization: apiKey secret\nContent-Type: application/json; charset=utf-8\n"));
        Assert.That(body.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(
            """{"type":"ionq.circuit.v1","backend":"qpu.forte-1","shots":500,"settings":{"error_mitigation":{"debiasing":false}},"input":{"gateset":"qis","qubits":2,"circuit":"""
            + """[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1},{"gate":"rz","target":1,"rotation":1.5}]},"name":"sqs-k-1","metadata":{"sqs":"k-1"}}"""));
    }

    [Test]
    public async Task Inputs_are_bound_and_noise_is_sent_with_its_seed()
    {
        var builder = new CircuitBuilder("p");
        builder.Qubits("q", 1);
        builder.Bits("c", 1);
        builder.Gate("rx", builder.Input("theta"), 0);
        builder.Measure(0, 0);
        var circuit = new CircuitRequest(builder.Build(), 10) { Inputs = [new("theta", 0.75)] };
        JObject body = await SubmitAsync(_provider, Simulator, [circuit], new JobOptions { NoiseModel = "forte-1", Seed = 6 });
        Assert.That(body["input"]!["circuit"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""[{"gate":"rx","target":0,"rotation":0.75}]"""));
        Assert.That(body["noise"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"model":"forte-1","seed":7}"""));
    }

    [Test]
    public async Task Several_circuits_go_as_one_job()
    {
        JObject body = await SubmitAsync(_provider, Machine, [Bell(500), Bell(500)], new JobOptions { Debiasing = true });
        Assert.That((string?)body["type"], Is.EqualTo("ionq.multi-circuit.v1"));
        Assert.That(body["input"]!["circuits"]!.Select(c => (string?)c["name"]), Is.EqualTo(new[] { "c0", "c1" }));
        Assert.That(body["input"]!["circuit"], Is.Null);
        Assert.That((bool?)body["settings"]!["error_mitigation"]!["debiasing"], Is.True);
    }

    [Test]
    public async Task Native_gates_count_in_turns()
    {
        using IonQProvider native = Provider(new IonQSettings { GateSet = IonQGateSet.Native });
        var builder = new CircuitBuilder("p");
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Gate("gpi2", Math.PI, 1);
        builder.Gate("rzz", Math.PI / 2, 0, 1);
        builder.Measure(0, 1);
        JObject body = await SubmitAsync(native, Machine, [new CircuitRequest(builder.Build(), 10)], new JobOptions());
        Assert.That(body["input"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(
            """{"gateset":"native","qubits":2,"circuit":[{"gate":"gpi2","target":1,"phase":0.5},{"gate":"zz","targets":[0,1],"angle":0.25}]}"""));
    }

    [Test]
    public async Task A_program_that_resets_goes_as_text_and_only_where_devices_can()
    {
        var builder = new CircuitBuilder("p");
        builder.Qubits("q", 1);
        builder.Bits("output", 2);
        builder.Gate("x", 0);
        builder.Measure(0, 0);
        builder.Reset(0);
        builder.Measure(0, 1);
        var circuit = new CircuitRequest(builder.Build(), 10);
        Assert.That(_provider.Backend("q").Prepare(new JobRequest([circuit]), Machine).Error!.Kind, Is.EqualTo(ProviderErrorKind.FixInput));
        using IonQProvider able = Provider(new IonQSettings { HasMidCircuitMeasurement = true });
        BackendSnapshot device = Machine with { HasMidCircuitMeasurement = true, HasReset = true };
        Assert.That(able.Backend("simulator").Prepare(new JobRequest([circuit]), device with { IsSimulator = true }).Error!.Message, Does.Contain("noise model"));
        JObject body = await SubmitAsync(able, device, [circuit], new JobOptions());
        Assert.That((string?)body["type"], Is.EqualTo("ionq.qasm3.v1"));
        Assert.That(((JObject)body["input"]!).Properties().Select(p => p.Name), Is.EqualTo(new[] { "data" }));
        Assert.That((string?)body["input"]!["data"], Does.Contain("bit[2] r_output;").And.Not.Contain(" output;"), "reserved names break the reading of results");
        Assert.That((string?)body["settings"]!["compilation"]!["service_version"], Is.EqualTo("v0.4"));
    }

    [Test]
    public async Task A_job_is_found_by_its_key_on_later_pages()
    {
        _transport.Answer(200, """{"jobs":[{"id":"1","submitted_at":"2026-09-01T08:00:00Z","metadata":{"sqs":"other"}}],"next":"p2"}""")
            .Answer(200, """{"jobs":[{"id":"2","submitted_at":"2026-09-01T07:59:00Z","metadata":{"sqs":"k"}},{"id":"3","submitted_at":"2026-08-01T00:00:00Z"}],"next":"p3"}""");
        Outcome<IReadOnlyList<RemoteJob>> found = await _provider.Backend("b").FindAsync("k", new DateTimeOffset(2026, 9, 1, 7, 58, 0, TimeSpan.Zero), default);
        Assert.That(found.Value.Single().Id, Is.EqualTo("2"));
        Assert.That(_transport.Requests.Select(r => r.Split('\n')[0]), Is.EqualTo(new[] { "GET https://api.ionq.co/v0.4/jobs?limit=25", "GET https://api.ionq.co/v0.4/jobs?next=p2&limit=25" }));
    }

    [Test]
    public async Task An_estimate_of_an_unknown_form_is_unknown_and_not_nothing()
    {
        IBackend backend = _provider.Backend("qpu.forte-1");
        PreparedJob one = backend.Prepare(new JobRequest([Bell(500)]), Machine).Value.Single();
        _transport.Answer(200, """{"estimate_context":{},"total":{"value":24.83,"unit":"usd"}}""");
        Assert.That((await backend.EstimateAsync(one, default)).Error!.Code, Is.EqualTo("no-estimate"));
    }

    [Test]
    public async Task Every_call_has_its_address_its_headers_and_its_body()
    {
        const string Completed = """{"id":"j","status":"completed","results":{"shots":{"url":"/v0.4/jobs/j/results/shots"}},"stats":{"billed_quantum_compute_time_us":5}}""";
        const string Child = """{"id":"ID","status":"completed","parent_job_id":"p","name":"NAME","results":{"ionq.result.shots.json.v2":{"id":"ART"}}}""";
        string Listed(string id, string name, string artifact) =>
            Child.Replace("ID", id, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal).Replace("ART", artifact, StringComparison.Ordinal);
        IBackend backend = _provider.Backend("qpu.forte-1");
        PreparedJob one = backend.Prepare(new JobRequest([Bell(500)]), Machine).Value.Single();
        PreparedJob two = backend.Prepare(new JobRequest([Bell(500), Bell(500)]), Machine).Value.Single();
        _transport.Answer(200, """{"key_id":"k"}""")
            .Answer(200, "[]")
            .Answer(200, """{"backend":"qpu.forte-1","qubits":36,"status":"unavailable","characterization_id":"c-9"}""")
            .Answer(200, "{}")
            .Answer(200, """{"estimated_total_cost":12.42,"estimated_unit":"usd"}""")
            .Answer(200, Completed)
            .Answer(200, Completed)
            .Answer(200, """["3"]""")
            .Answer(200, """{"id":"p","status":"completed","child_job_ids":["x","y"]}""")
            .Answer(200, "{\"jobs\":[" + Listed("y", "c1", "art-y") + "," + Listed("x", "c0", "art-x") + "],\"next\":null}")
            .Answer(200, """{"shots":[]}""")
            .Answer(200, """{"shots":[]}""")
            .Answer(200, """{"dry_run":false,"estimated_cost":{"value":12.42,"unit":"usd"}}""")
            .Answer(200, Completed)
            .Answer(200, """{"id":"j","status":"canceled"}""")
            .Answer(201, """{"id":"s1"}""")
            .Answer(200, """{"id":"s1","active":true}""")
            .Answer(200, """{"id":"s1","active":false}""");
        await _provider.AccountUsageAsync(default);
        await _provider.ListBackendsAsync(default);
        Assert.That((await backend.SnapshotAsync(default)).Value.Warning, Does.Contain("unavailable"));
        Assert.That((await backend.EstimateAsync(one, default)).Value.Total.Amount, Is.EqualTo(12.42m));
        await backend.StatusAsync("j", default);
        Assert.That((await backend.DownloadAsync(one, "j", default)).Error, Is.Null);
        Assert.That((await backend.DownloadAsync(two, "p", default)).Error, Is.Null);
        Assert.That((await backend.UsageAsync("j", default)).Value.Estimated!.Value.Amount, Is.EqualTo(12.42m));
        await backend.CancelAsync("j", default);
        await _provider.Sessions.OpenAsync("qpu.forte-1", mostJobs: 10, TimeSpan.FromMinutes(60), new Costs.Money(100, "usd"), default);
        Assert.That((await _provider.Sessions.IsActiveAsync("s1", default)).Value, Is.True);
        await _provider.Sessions.EndAsync("s1", default);

        const string Headers = "Accept: application/json\nAuthorization: apiKey secret";
        const string Json = "Accept: application/json\nAuthorization: apiKey secret\nContent-Type: application/json; charset=utf-8";
        const string Session = """{"backend":"qpu.forte-1","settings":{"job_count_limit":10,"duration_limit_min":60,"cost_limit":{"unit":"usd","value":100.0}}}""";
        const string Base = "https://api.ionq.co/v0.4/";
        Assert.That(_transport.Requests, Is.EqualTo(new[]
        {
            $"GET {Base}whoami\n{Headers}",
            $"GET {Base}backends\n{Headers}",
            $"GET {Base}backends/qpu.forte-1\n{Headers}",
            $"GET {Base}backends/qpu.forte-1/characterizations/c-9\n{Headers}",
            $"GET {Base}jobs/estimate?1q_gates=2&2q_gates=1&error_mitigation=false&backend=qpu.forte-1&type=ionq.circuit.v1&qubits=2&shots=500\n{Headers}",
            $"GET {Base}jobs/j\n{Headers}",
            $"GET {Base}jobs/j\n{Headers}",
            $"GET {Base}jobs/j/results/shots\n{Headers}",
            $"GET {Base}jobs/p\n{Headers}",
            $"GET {Base}jobs?parent_job_id=p&limit=25\n{Headers}",
            $"GET {Base}jobs/x/artifacts/art-x\n{Headers}",
            $"GET {Base}jobs/y/artifacts/art-y\n{Headers}",
            $"GET {Base}jobs/j/cost\n{Headers}",
            $"GET {Base}jobs/j\n{Headers}",
            $"PUT {Base}jobs/j/status/cancel\n{Headers}",
            $"POST {Base}sessions\n{Json}\n{Session}",
            $"GET {Base}sessions/s1\n{Headers}",
            $"POST {Base}sessions/s1/end\n{Headers}",
        }));
    }

    [TestCase("submitted", RemotePhase.Queued)]
    [TestCase("ready", RemotePhase.Queued)]
    [TestCase("started", RemotePhase.Running)]
    [TestCase("running", RemotePhase.Running)]
    [TestCase("completed", RemotePhase.Completed)]
    [TestCase("failed", RemotePhase.Failed)]
    [TestCase("canceled", RemotePhase.Cancelled)]
    [TestCase("cancel_pending", RemotePhase.Cancelled)]
    [TestCase("meditating", RemotePhase.Unrecognised)]
    public async Task Every_status_is_understood_or_marked(string status, RemotePhase phase)
    {
        _transport.Answer(200, $$"""{"id":"j","status":"{{status}}","failure":null}""");
        RemoteStatus remote = (await _provider.Backend("b").StatusAsync("j", default)).Value;
        Assert.That(remote.Phase, Is.EqualTo(phase));
        Assert.That(remote.IsSuspect, Is.EqualTo(status == "cancel_pending"));
    }

    private static CircuitRequest Bell(int shots)
    {
        var builder = new CircuitBuilder("bell");
        builder.Qubits("q", 2);
        builder.Bits("c", 2);
        builder.Gate("h", 0);
        builder.Gate("cx", 0, 1);
        builder.Gate("rz", 1.5, 1);
        builder.Measure(0, 0);
        builder.Measure(1, 1);
        return new CircuitRequest(builder.Build(), shots);
    }

    private IonQProvider Provider(IonQSettings settings) => new(settings, new VendorConnection(new Secret("secret"), new VirtualTime(), new SharedForTest(_transport), TimeProvider.System));

    private async Task<JObject> SubmitAsync(IonQProvider provider, BackendSnapshot device, CircuitRequest[] circuits, JobOptions options)
    {
        IBackend backend = provider.Backend(device.Backend);
        PreparedJob job = backend.Prepare(new JobRequest([.. circuits]) { Options = options }, device).Value.Single();
        _transport.Answer(201, """{"id":"1","status":"submitted","session_id":null}""");
        Assert.That((await backend.SubmitAsync(job, "k-1", default)).Value.Id, Is.EqualTo("1"));
        return JObject.Parse(_transport.Requests[^1].Split('\n')[^1]);
    }

    private sealed class SharedForTest(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }
}
