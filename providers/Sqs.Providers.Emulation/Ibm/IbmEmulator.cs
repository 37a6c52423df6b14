using System.Globalization;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Jobs;
using Sqs.Providers.Results;

namespace Sqs.Providers.Emulation.Ibm;

/// <summary>Speaks the REST API of the IBM Quantum Compute Service with its token service, both on one address.</summary>
public sealed partial class IbmEmulator : Emulator
{
    /// <summary>The instance it serves.</summary>
    public const string Crn = "crn:v1:bluemix:public:quantum-computing:us-east:a/emulated:00000000-0000-0000-0000-000000000000::";

    private const long LargestBody = 50_000_000;

    private readonly JobLedger _ledger;
    private readonly Dictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _submits = new();
    private int _tokenCount;
    private double _forgottenSeconds;

    /// <summary>Creates the emulator; it does not listen yet.</summary>
    /// <param name="options">How it behaves.</param>
    public IbmEmulator(EmulatorOptions options)
        : base(options, LargestBody) => _ledger = new JobLedger(options.StateFile, options.KeptCharacters, IsSettled, job => _forgottenSeconds += SecondsUsed(job));

    /// <summary>Address of the REST API.</summary>
    public Uri ApiAddress => new(Address, "/api/v1");

    /// <summary>Address of the token service.</summary>
    public Uri IamAddress => Address;

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Value)> ClientVariables =>
    [
        ("SQS_IBM_URL", ApiAddress.ToString()),
        ("SQS_IBM_IAM_URL", IamAddress.ToString()),
        ("SQS_IBM_SUBMITS_PER_MINUTE", Options.ClientSubmitsPerMinute),
        ("IBM_QUANTUM_CRN", Crn),
        ("IBM_QUANTUM_API_KEY", Options.ApiKey),
    ];

    /// <summary>All jobs it accepted, in order.</summary>
    public IReadOnlyList<EmulatedJob> Jobs => _ledger.All;

    private DateTimeOffset Now => Options.Clock.GetUtcNow();

    private protected override ApiReply Answer(ApiRequest request)
    {
        if (request is { Method: "POST", Path: ["identity", "token"] })
            return Token(request);
        if (request.Path is not ["api", "v1", ..])
            return Error(404, "1999", "no such path");
        CheckHeaders(request);
        return (request.Method, request.Path.Skip(2).ToArray()) switch
        {
            ("GET", ["versions"]) => new ApiReply(200, new JObject { ["versions"] = new JArray(Versions) }),
            ("GET", ["backends"]) => new ApiReply(200, new JObject { ["devices"] = new JArray(IbmEmulatorDevice.All.Select(d => d.Summary(QueueOf(d.Name)))) }),
            ("GET", ["backends", var name, "configuration"]) => new ApiReply(200, Device(name).Configuration()),
            ("GET", ["backends", var name, "properties"]) => new ApiReply(200, Device(name).Properties()),
            ("GET", ["backends", var name, "status"]) => new ApiReply(200, new JObject
            {
                ["state"] = true,
                ["status"] = "active",
                ["message"] = string.Empty,
                ["length_queue"] = QueueOf(Device(name).Name),
                ["backend_version"] = "1.0.0",
            }),
            ("GET", ["instances", "usage"]) => Usage(),
            ("POST", ["jobs"]) => Submit(request),
            ("GET", ["jobs"]) => List(request),
            ("GET", ["jobs", var id]) => new ApiReply(200, Document(Job(id), request.Query.GetValueOrDefault("exclude_params") != "true")),
            ("GET", ["jobs", var id, "results"]) => Results(Job(id)),
            ("GET", ["jobs", var id, "metrics"]) => Metrics(Job(id)),
            ("GET", ["jobs", var id, "logs"]) => Job(id).PhaseAt(Now) < EmulatedPhase.Completed ? Error(404, "3250", "no logs yet") : new ApiReply(204),
            ("POST", ["jobs", var id, "cancel"]) => Cancel(Job(id)),
            ("DELETE", ["jobs", var id]) => Delete(Job(id)),
            ("PUT", ["jobs", var id, "tags"]) => SetTags(Job(id), request),
            ("POST", ["sessions"]) => OpenSession(request),
            ("GET", ["sessions", var id]) => new ApiReply(200, Session(id)),
            ("PATCH", ["sessions", var id]) => ChangeSession(id, request),
            ("DELETE", ["sessions", var id, "close"]) => CloseSession(id),
            _ => Error(404, "1999", "no such path"),
        };
    }

    private protected override ApiReply Error(int status, string code, string message) => new(status, new JObject
    {
        ["trace"] = $"emulated-{code}",
        ["errors"] = new JArray(new JObject { ["code"] = code, ["message"] = message, ["solution"] = string.Empty, ["more_info"] = "https://quantum.cloud.ibm.com/docs/errors" }),
    });

    private ApiRefusal Refuse(int status, string code, string message) => new(Error(status, code, message));

    private ApiReply Token(ApiRequest request)
    {
        if (request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) != true)
            return new ApiReply(400, new JObject { ["errorCode"] = "BXNIM0109E", ["errorMessage"] = "the content type must be application/x-www-form-urlencoded" });
        var form = request.Text.Split('&').Select(p => p.Split('=', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => Uri.UnescapeDataString(p[0]), p => Uri.UnescapeDataString(p[1].Replace('+', ' ')), StringComparer.Ordinal);
        if (form.GetValueOrDefault("grant_type") != "urn:ibm:params:oauth:grant-type:apikey")
            return new ApiReply(400, new JObject { ["errorCode"] = "BXNIM0102E", ["errorMessage"] = "unable to perform the grant" });
        if (form.GetValueOrDefault("apikey") != Options.ApiKey)
            return new ApiReply(400, new JObject { ["errorCode"] = "BXNIM0415E", ["errorMessage"] = "Provided API key could not be found." });
        string token = string.Create(CultureInfo.InvariantCulture, $"emulated-token-{++_tokenCount}");
        _tokens[token] = Now + Options.TokenLife;
        return new ApiReply(200, new JObject
        {
            ["access_token"] = token,
            ["refresh_token"] = "not_supported",
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)Options.TokenLife.TotalSeconds,
            ["expiration"] = (Now + Options.TokenLife).ToUnixTimeSeconds(),
            ["scope"] = "ibm openid",
        });
    }

    private IbmEmulatorDevice Device(string name) =>
        IbmEmulatorDevice.All.FirstOrDefault(d => d.Name == name) ?? throw Refuse(404, "1007", $"backend '{name}' is not known");

    private EmulatedJob Job(string id) =>
        _ledger.Find(id, Now) is { IsGone: false } job ? job : throw Refuse(404, "3250", $"job '{id}' is not found");

    private int QueueOf(string backend) => _ledger.All.Count(j => (string?)j.Body["backend"] == backend && j.PhaseAt(Now) == EmulatedPhase.Queued);

    private double SecondsUsed(EmulatedJob job) => job.PhaseAt(Now) == EmulatedPhase.Completed ? QpuSeconds(job) : 0;

    private ApiReply Usage()
    {
        double consumed = _forgottenSeconds + _ledger.All.Sum(SecondsUsed);
        var usage = new JObject { ["usage_consumed_seconds"] = consumed, ["usage_limit_reached"] = consumed >= Options.UsageLimitSeconds };
        if (Options.UsageLimitSeconds is { } limit)
            usage["usage_limit_seconds"] = limit;
        return new ApiReply(200, usage);
    }

    private ApiReply List(ApiRequest request)
    {
        int limit = int.TryParse(request.Query.GetValueOrDefault("limit"), out int given) ? given : 200;
        int offset = int.TryParse(request.Query.GetValueOrDefault("offset"), out int skipped) ? skipped : 0;
        IEnumerable<EmulatedJob> jobs = _ledger.All.Reverse().Where(j => !j.IsGone && _ledger.Find(j.Id, Now) is not null);
        if (request.Query.TryGetValue("tags", out string? tag))
            jobs = jobs.Where(j => TagsOf(j).Contains(tag));
        if (request.Query.TryGetValue("backend", out string? backend))
            jobs = jobs.Where(j => (string?)j.Body["backend"] == backend);
        EmulatedJob[] found = [.. jobs];
        bool withParams = request.Query.GetValueOrDefault("exclude_params") != "true";
        return new ApiReply(200, new JObject
        {
            ["jobs"] = new JArray(found.Skip(offset).Take(limit).Select(j => Document(j, withParams))),
            ["count"] = found.Length,
            ["limit"] = limit,
            ["offset"] = offset,
        });
    }

    private static IReadOnlyList<string> TagsOf(EmulatedJob job) => [.. (job.Body["tags"] as JArray ?? []).Select(t => (string)t!)];

    private JObject Document(EmulatedJob job, bool withParams)
    {
        (string status, JObject state) = State(job);
        var document = new JObject
        {
            ["id"] = job.Id,
            ["backend"] = job.Body["backend"],
            ["status"] = status,
            ["state"] = state,
            ["program"] = new JObject { ["id"] = job.Body["program_id"] },
            ["created"] = job.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            ["tags"] = job.Body["tags"] ?? new JArray(),
            ["usage"] = new JObject { ["seconds"] = job.PhaseAt(Now) == EmulatedPhase.Completed ? QpuSeconds(job) : 0 },
        };
        foreach (string name in new[] { "cost", "session_id", "private" })
        {
            if (job.Body[name] is { } value)
                document[name] = value;
        }

        if (withParams && (bool?)job.Body["private"] != true)
            document["params"] = job.Body["params"];
        return document;
    }

    private (string Status, JObject State) State(EmulatedJob job)
    {
        EmulatedPhase phase = job.PhaseAt(Now);
        if (job.Fault == FaultKind.UnknownStatus && phase == EmulatedPhase.Running)
            return ("Recalibrating", new JObject { ["status"] = "Recalibrating" });
        JObject Failed(string status, string code, string reason) => new() { ["status"] = status, ["reason"] = reason, ["reason_code"] = code, ["reason_solution"] = string.Empty };
        return phase switch
        {
            EmulatedPhase.Queued => ("Queued", new JObject { ["status"] = "Queued" }),
            EmulatedPhase.Running => ("Running", new JObject { ["status"] = "Running" }),
            EmulatedPhase.Completed => ("Completed", new JObject { ["status"] = "Completed" }),
            EmulatedPhase.Cancelled => ("Cancelled", new JObject { ["status"] = "Cancelled" }),
            EmulatedPhase.TooLong => ("Cancelled - Ran too long", Failed("Cancelled - Ran too long", "1305", "the job ran too long")),
            _ when job.Fault == FaultKind.FailedOnSystem => ("Failed", Failed("Failed", "5203", "the job failed on the system")),
            _ => ("Failed", Failed("Failed", "3211", job.Refusal ?? "the circuit could not be processed")),
        };
    }

    private ApiReply Results(EmulatedJob job)
    {
        if (job.PhaseAt(Now) != EmulatedPhase.Completed)
            return Error(404, "3253", "there are no results");
        IbmEmulatorDevice device = Device((string)job.Body["backend"]!);
        IReadOnlyList<Circuit> pubs = [.. SamplerPub.ReadAll((JArray)job.Body["params"]!["pubs"]!, device).Select(read => read.Pub!)];
        ShotRecords[] results = CircuitRunner.Shots(pubs, Options.Seed, job, Options.IsNoisy ? device.Target : null);

        // Results of private jobs can be read once.
        if ((bool?)job.Body["private"] == true)
            _ledger.Put(job with { IsGone = true });
        return new ApiReply(200, (bool)job.Body["params"]!["support_qiskit"]! ? SamplerResultWriter.Tagged(results) : SamplerResultWriter.Plain(results));
    }

    private ApiReply Metrics(EmulatedJob job)
    {
        bool isDone = job.PhaseAt(Now) == EmulatedPhase.Completed;
        bool isSettled = Now >= job.EndsAt + Options.SettleTime;
        double seconds = isDone && isSettled ? QpuSeconds(job) : 0;
        var usage = new JObject { ["quantum_seconds"] = seconds, ["seconds"] = seconds };
        if (!isSettled)
            usage["status"] = "pending";
        return new ApiReply(200, new JObject
        {
            ["timestamps"] = new JObject
            {
                ["created"] = job.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
                ["running"] = Now >= job.StartsAt ? job.StartsAt.ToString("O", CultureInfo.InvariantCulture) : null,
                ["finished"] = isDone ? job.EndsAt.ToString("O", CultureInfo.InvariantCulture) : null,
            },
            ["bss"] = new JObject { ["seconds"] = seconds },
            ["usage"] = usage,
        });
    }

    private static double QpuSeconds(EmulatedJob job) => 2 + (0.00035 * ((JArray)job.Body["params"]!["pubs"]!).Sum(p => (long)p[2]!));

    private ApiReply Cancel(EmulatedJob job)
    {
        if (job.PhaseAt(Now) >= EmulatedPhase.Completed)
            return Error(409, "3250", "the job has ended");
        _ledger.Put(job with { CancelledAt = Now });
        return new ApiReply(204);
    }

    private ApiReply Delete(EmulatedJob job)
    {
        if (job.PhaseAt(Now) < EmulatedPhase.Completed)
            return Error(409, "3250", "the job has not ended");
        _ledger.Put(job with { IsGone = true });
        return new ApiReply(204);
    }

    private ApiReply SetTags(EmulatedJob job, ApiRequest request)
    {
        if (request.Json()?["tags"] is not JArray tags)
            return Error(400, "1002", "tags are missing");
        var body = (JObject)job.Body.DeepClone();
        body["tags"] = tags;
        _ledger.Put(job with { Body = body });
        return new ApiReply(204);
    }
}
