using System.Globalization;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Jobs;

namespace Sqs.Providers.Emulation.IonQ;

/// <content>Checks of requests, and what submits begin.</content>
public sealed partial class IonQEmulator
{
    private const int MostCircuits = 5_000;
    private const int MostGates = 150_000;

    private static readonly HashSet<string> BodyKeys = new(StringComparer.Ordinal)
    {
        "type", "backend", "input", "name", "metadata", "shots", "session_id", "dry_run", "noise", "settings",
    };

    private static readonly string[] Types = ["ionq.circuit.v1", "ionq.multi-circuit.v1", "ionq.qasm3.v1"];

    private static readonly string[] NoiseModels = ["ideal", "harmony", "harmony-1", "harmony-2", "aria-1", "aria-2", "forte-1", "forte-enterprise-1"];

    private ApiReply Submit(ApiRequest request)
    {
        if (request.Text.Length > LargestBody)
            return Error(413, "Payload Too Large", "the request is above 10 MB");
        if (Options.SubmitsPerMinute > 0)
        {
            while (_submits.TryPeek(out DateTimeOffset oldest) && Now - oldest >= TimeSpan.FromMinutes(1))
                _submits.Dequeue();
            if (_submits.Count >= Options.SubmitsPerMinute)
                return Error(429, "Too Many Requests", "higher limit: the service's support") with { RetryAfter = 10 };
            _submits.Enqueue(Now);
        }

        if (request.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) != true)
            return Error(415, "Unsupported Media Type", "the content type must be application/json");
        JObject body = request.Json() ?? throw Refuse(400, "Bad Request", "the body is no JSON object");
        Check(body);
        EmulatedJob job = Accept(body, null, Options.Faults.NextJob());
        if (body["input"]!["circuits"] is JArray circuits && job.Refusal is null)
        {
            var children = new List<string>();
            for (int i = 0; i < circuits.Count; i++)
            {
                // Where half of a job fails, it is every second circuit.
                FaultKind fault = job.Fault == FaultKind.HalfFailed && i % 2 == 1 ? FaultKind.HalfFailed : FaultKind.None;
                children.Add(Accept(Child(body, (JObject)circuits[i]), job.Id, fault, job.Fault).Id);
            }

            _ledger.Put(job with { ChildIds = children });
        }

        return new ApiReply(201, new JObject { ["id"] = job.Id, ["status"] = "submitted", ["session_id"] = body["session_id"] });
    }

    private EmulatedJob Accept(JObject body, string? parent, FaultKind fault, FaultKind parentFault = FaultKind.None)
    {
        int number = _ledger.NextNumber;
        var job = new EmulatedJob
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:d12}"),
            Number = number,
            Body = body,
            CreatedAt = Now,
            StartsAt = Now + Options.QueueTime,
            EndsAt = Now + Options.QueueTime + Options.RunTime,
            Fault = parent is not null && parentFault is FaultKind.FailedOnSystem or FaultKind.RanTooLong or FaultKind.FailedPreflight or FaultKind.Vanished ? parentFault : fault,
            ParentId = parent,
            IsRedelivered = IsRedelivery,
            Refusal = (string?)body["type"] == "ionq.multi-circuit.v1"
                ? body["input"]!["circuits"]!.Select(c => Preflight(Child(body, (JObject)c))).FirstOrDefault(r => r is not null)
                : Preflight(body),
        };
        _ledger.Put(job);
        return job;
    }

    private static JObject Child(JObject body, JObject circuit)
    {
        var child = (JObject)body.DeepClone();
        child["type"] = "ionq.circuit.v1";
        child["name"] = circuit["name"];
        child["input"] = new JObject
        {
            ["gateset"] = circuit["gateset"] ?? body["input"]!["gateset"],
            ["qubits"] = circuit["qubits"] ?? body["input"]!["qubits"],
            ["circuit"] = circuit["circuit"],
        };
        return child;
    }

    private void Check(JObject body)
    {
        if (body.Properties().FirstOrDefault(p => !BodyKeys.Contains(p.Name)) is { } unknown)
            throw Refuse(400, "Bad Request", $"\"{unknown.Name}\" is not allowed");
        string type = (string?)body["type"] ?? string.Empty;
        if (!Types.Contains(type))
            throw Refuse(400, "Bad Request", $"type must be one of {string.Join(", ", Types)}");
        Backend((string?)body["backend"] ?? string.Empty);
        if (body["input"] is not JObject input)
            throw Refuse(400, "Bad Request", "input is missing");
        if (body["shots"] is { } shots && (shots.Type != JTokenType.Integer || (long)shots is < 1 or > 1_000_000))
            throw Refuse(400, "Bad Request", "shots must be 1 to 1000000");

        // On by default at the service, where it changes price and meaning: a rehearsal demands that it is said.
        if (body["settings"]?["error_mitigation"]?["debiasing"]?.Type != JTokenType.Boolean)
            throw Refuse(400, "Bad Request", "settings.error_mitigation.debiasing must be given");
        if ((bool)body["settings"]!["error_mitigation"]!["debiasing"]! && ((long?)body["shots"] ?? 100) < 500)
            throw Refuse(400, "Bad Request", "debiasing needs at least 500 shots");
        if (body["metadata"] is { } metadata && (metadata is not JObject entries || entries.Properties().Any(p => p.Value.Type != JTokenType.String)))
            throw Refuse(400, "Bad Request", "metadata must map strings to strings");
        if (body["noise"] is { } noise && (!NoiseModels.Contains((string?)noise["model"]) || (noise["seed"] is { } seed && (long)seed is < 1 or > int.MaxValue)))
            throw Refuse(400, "Bad Request", "noise must have a known model and a seed of at least 1");
        if (body["session_id"] is { Type: JTokenType.String } session)
            CheckSession((string)session!);
        CheckInput(type, input);
    }

    private void CheckInput(string type, JObject input)
    {
        if (type == "ionq.qasm3.v1")
        {
            if (input.Count != 1 || input["data"]?.Type != JTokenType.String)
                throw Refuse(400, "Bad Request", "input must hold data and nothing else");
            return;
        }

        if ((string?)input["gateset"] is not ("qis" or "native") || input["qubits"]?.Type != JTokenType.Integer)
            throw Refuse(400, "Bad Request", "input needs gateset and qubits");
        bool isMulti = type == "ionq.multi-circuit.v1";
        if (isMulti ? input["circuits"] is not JArray { Count: > 0 } || input["circuit"] is not null : input["circuit"] is not JArray || input["circuits"] is not null)
            throw Refuse(400, "Bad Request", isMulti ? "input needs circuits and no circuit" : "input needs circuit and no circuits");
        JArray circuits = isMulti ? (JArray)input["circuits"]! : new JArray(new JObject { ["circuit"] = input["circuit"] });
        if (circuits.Count > MostCircuits || circuits.Sum(c => (c["circuit"] as JArray)?.Count ?? 0) > MostGates)
            throw Refuse(400, "Bad Request", $"a job has at most {MostCircuits} circuits and {MostGates} gates");
    }

    private ApiReply Estimate(ApiRequest request)
    {
        if (!request.Query.TryGetValue("backend", out string? backend))
            return Error(400, "Bad Request", "backend is required");
        Backend(backend);
        decimal shots = decimal.Parse(request.Query.GetValueOrDefault("shots") ?? "1000", CultureInfo.InvariantCulture);
        decimal total = IonQPrices.Of(backend, Count("1q_gates"), Count("2q_gates"), (long)shots, request.Query.GetValueOrDefault("error_mitigation") == "true");
        return new ApiReply(200, new JObject
        {
            ["estimated_at"] = Now.ToString("O", CultureInfo.InvariantCulture),
            ["estimated_unit"] = "usd",
            ["estimated_total_cost"] = total,
            ["estimated_execution_time"] = (long)Options.RunTime.TotalMilliseconds,
            ["current_predicted_queue_time"] = (long)Options.QueueTime.TotalMilliseconds,
        });

        long Count(string key) => long.Parse(request.Query.GetValueOrDefault(key) ?? "0", CultureInfo.InvariantCulture);
    }

    private ApiReply Cost(EmulatedJob job)
    {
        decimal value = job.ChildIds.Count == 0 ? IonQPrices.Of(job.Body) : job.ChildIds.Sum(id => IonQPrices.Of(Job(id).Body));
        var amount = new JObject { ["value"] = value, ["unit"] = "usd" };
        bool isDryRun = (bool?)job.Body["dry_run"] == true;
        bool isSettled = Now >= job.EndsAt + Options.SettleTime;
        bool isCharged = job.PhaseAt(Now) == EmulatedPhase.Completed;
        JToken? cost = isDryRun || !isSettled ? null : isCharged ? amount : new JObject { ["value"] = 0, ["unit"] = "usd" };
        return new ApiReply(200, new JObject { ["dry_run"] = isDryRun, ["estimated_cost"] = amount, ["cost"] = cost });
    }

    private ApiReply Cancel(EmulatedJob job)
    {
        if (job.PhaseAt(Now) >= EmulatedPhase.Completed)
            return Error(409, "Conflict", "the job has ended");
        foreach (string child in job.ChildIds)
            _ledger.Put(Job(child) with { CancelledAt = Now });
        _ledger.Put(job with { CancelledAt = Now });
        return new ApiReply(200, new JObject { ["id"] = job.Id, ["status"] = "canceled" });
    }

    private ApiReply Delete(EmulatedJob job)
    {
        _ledger.Put(job with { IsGone = true });
        return new ApiReply(200, new JObject { ["id"] = job.Id, ["status"] = "deleted" });
    }

    private ApiReply OpenSession(ApiRequest request)
    {
        JObject body = request.Json() ?? throw Refuse(400, "Bad Request", "the body is no JSON object");
        Backend((string?)body["backend"] ?? string.Empty);
        string id = string.Create(CultureInfo.InvariantCulture, $"session-{_ledger.SessionCount}");
        var session = new JObject { ["id"] = id, ["backend"] = body["backend"], ["active"] = true, ["status"] = "created", ["settings"] = body["settings"] };
        _ledger.PutSession(session);
        return new ApiReply(201, session);
    }

    // Its limits make a session a guard against cost.
    private void CheckSession(string id)
    {
        if (_ledger.FindSession(id) is not { } session || (bool?)session["active"] != true)
            throw Refuse(400, "Bad Request", "the session has ended");
        EmulatedJob[] jobs = [.. _ledger.All.Where(j => j.ParentId is null && (string?)j.Body["session_id"] == id)];
        if ((int?)session["settings"]?["job_count_limit"] is { } most && jobs.Length >= most)
            throw Refuse(400, "Bad Request", $"the session has had its {most} jobs");
        if ((decimal?)session["settings"]?["cost_limit"]?["value"] is { } limit && jobs.Sum(j => IonQPrices.Of(j.Body)) >= limit)
            throw Refuse(400, "Bad Request", $"the session has cost its {limit}");
    }

    private JObject Session(string id) => _ledger.FindSession(id) ?? throw Refuse(404, "Not Found", $"session '{id}' is not found");

    private ApiReply EndSession(string id)
    {
        JObject session = Session(id);
        session["active"] = false;
        session["status"] = "ended";
        _ledger.PutSession(session);
        return new ApiReply(200, session);
    }
}
