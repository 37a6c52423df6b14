using System.Globalization;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Jobs;

namespace Sqs.Providers.Emulation.Ibm;

/// <content>Checks of requests, and what submits begin.</content>
public sealed partial class IbmEmulator
{
    private const int MostTags = 50;
    private const int LongestTag = 128;
    private const long MostExecutions = 10_000_000;

    private static readonly string[] Versions = ["2025-01-01", "2025-05-01", "2025-06-01", "2026-02-01", "2026-03-15", "2026-04-15"];

    private static readonly HashSet<string> BodyKeys = new(StringComparer.Ordinal)
    {
        "program_id", "backend", "params", "runtime", "log_level", "session_id", "tags", "cost", "start_session", "session_time", "private", "calibration_id", "remote_storage",
    };

    private void CheckHeaders(ApiRequest request)
    {
        string authorization = request.Header("Authorization") ?? string.Empty;
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal) || !_tokens.TryGetValue(authorization[7..], out DateTimeOffset end) || Now >= end)
            throw Refuse(401, "1200", "the token is missing, unknown or expired");
        if (request.Header("Service-CRN") != Crn)
            throw Refuse(401, "1201", "the instance of Service-CRN is not this account's");
        if (!Versions.Contains(request.Header("IBM-API-Version")))
            throw Refuse(400, "1002", $"IBM-API-Version must be one of {string.Join(", ", Versions)}");
        if (request.Text.Length > 0 && request.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) != true)
            throw Refuse(415, "1002", "the content type must be application/json");
    }

    private ApiReply Submit(ApiRequest request)
    {
        if (request.Text.Length > LargestBody)
            return Error(413, "3243", "the request is above 50 MB");
        if (Options.SubmitsPerMinute > 0)
        {
            while (_submits.TryPeek(out DateTimeOffset oldest) && Now - oldest >= TimeSpan.FromMinutes(1))
                _submits.Dequeue();
            if (_submits.Count >= Options.SubmitsPerMinute)
            {
                int wait = (int)Math.Ceiling((_submits.Peek() + TimeSpan.FromMinutes(1) - Now).TotalSeconds);
                return Error(429, "1202", "too many jobs in a minute") with { RetryAfter = Math.Max(1, wait) };
            }

            _submits.Enqueue(Now);
        }

        JObject body = request.Json() ?? throw Refuse(400, "1002", "the body is no JSON object");
        IbmEmulatorDevice device = CheckBody(body);
        if (body["session_id"] is { } session && (bool?)_ledger.FindSession((string)session!)?["accepting_jobs"] != true)
            return Error(400, "4001", "the session is closed");
        string? refusal = null;
        long executions = 0;
        var pubs = (JArray)body["params"]!["pubs"]!;
        foreach ((_, string? refused) in SamplerPub.ReadAll(pubs, device))
            refusal ??= refused;
        foreach (JToken pub in pubs)
            executions += (long)pub[2]!;

        if (executions > MostExecutions)
            return Error(400, "6002", $"{executions} executions are above {MostExecutions}");
        int number = _ledger.NextNumber;
        var job = new EmulatedJob
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"emu{number:d8}"),
            Number = number,
            Body = body,
            CreatedAt = Now,
            StartsAt = Now + Options.QueueTime,
            EndsAt = Now + Options.QueueTime + Options.RunTime,
            Fault = Options.Faults.NextJob(),
            Refusal = refusal,
            IsRedelivered = IsRedelivery,
        };
        _ledger.Put(job);
        var answer = new JObject { ["id"] = job.Id, ["backend"] = device.Name };
        if (body["private"] is { } isPrivate)
            answer["private"] = isPrivate;
        return new ApiReply(200, answer);
    }

    private IbmEmulatorDevice CheckBody(JObject body)
    {
        if (body.Properties().FirstOrDefault(p => !BodyKeys.Contains(p.Name)) is { } unknown)
            throw Refuse(400, "1002", $"'{unknown.Name}' is not allowed");
        if ((string?)body["program_id"] != "sampler")
            throw Refuse(400, "1002", "program_id must be sampler");
        IbmEmulatorDevice device = Device((string?)body["backend"] ?? string.Empty);
        if (body["params"] is not JObject parameters || (int?)parameters["version"] != 2)
            throw Refuse(400, "1002", "params.version must be 2");

        // The service's own default differs between its versions: a rehearsal demands what keeps both alike.
        if (parameters["support_qiskit"]?.Type != JTokenType.Boolean)
            throw Refuse(400, "1002", "params.support_qiskit must be given: its default differs between versions");
        if (parameters["pubs"] is not JArray { Count: > 0 } pubs)
            throw Refuse(400, "1002", "params.pubs must be a list with at least one pub");
        foreach (JToken pub in pubs)
        {
            if (pub is not JArray { Count: 3 } triple || triple[0].Type != JTokenType.String || triple[1].Type is not (JTokenType.Null or JTokenType.Object)
                || triple[2].Type != JTokenType.Integer || (long)triple[2] is < 1 or > 100_000)
            {
                throw Refuse(400, "1002", "a pub must be [program, parameters or null, shots]");
            }
        }

        if (device.Target.Limits.MaximumPrograms < pubs.Count)
            throw Refuse(400, "3242", $"{pubs.Count} circuits are above {device.Target.Limits.MaximumPrograms}");
        JArray tags = body["tags"] as JArray ?? [];
        if (tags.Count > MostTags)
            throw Refuse(400, "1204", "too many tags");
        if (tags.Any(t => t.ToString().Length > LongestTag))
            throw Refuse(400, "1205", "a tag is too long");
        if (body["cost"] is { } cost && (double)cost is < 0 or > 10800)
            throw Refuse(400, "1002", "cost must be 0 to 10800");
        return device;
    }

    private ApiReply OpenSession(ApiRequest request)
    {
        JObject body = request.Json() ?? throw Refuse(400, "1002", "the body is no JSON object");
        Device((string?)body["backend"] ?? string.Empty);
        if ((string?)body["mode"] is not ("batch" or "dedicated"))
            throw Refuse(400, "1002", "mode must be batch or dedicated");
        string id = string.Create(CultureInfo.InvariantCulture, $"session{_ledger.SessionCount:d4}");
        var session = new JObject
        {
            ["id"] = id,
            ["backend_name"] = body["backend"],
            ["mode"] = body["mode"],
            ["state"] = "open",
            ["accepting_jobs"] = true,
            ["max_ttl"] = body["max_ttl"] ?? 28800,
            ["elapsed_time"] = 0,
        };
        _ledger.PutSession(session);
        return new ApiReply(200, session);
    }

    private JObject Session(string id) => _ledger.FindSession(id) ?? throw Refuse(404, "1002", $"session '{id}' is not found");

    private ApiReply ChangeSession(string id, ApiRequest request)
    {
        JObject session = Session(id);
        if (request.Json()?["accepting_jobs"] is not { Type: JTokenType.Boolean } accepting)
            return Error(400, "1002", "accepting_jobs is missing");
        session["accepting_jobs"] = accepting;
        session["state"] = (bool)accepting ? "open" : "pending_closed";
        _ledger.PutSession(session);
        return new ApiReply(204);
    }

    private ApiReply CloseSession(string id)
    {
        JObject session = Session(id);
        session["accepting_jobs"] = false;
        session["state"] = "closed";
        _ledger.PutSession(session);
        foreach (EmulatedJob job in _ledger.All.Where(j => (string?)j.Body["session_id"] == id && j.PhaseAt(Now) == EmulatedPhase.Queued))
            _ledger.Put(job with { CancelledAt = Now });
        return new ApiReply(204);
    }
}
