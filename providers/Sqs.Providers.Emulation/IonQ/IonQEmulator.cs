using System.Globalization;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Jobs;
using Sqs.Providers.Results;
using Sqs.Simulation.Results;

namespace Sqs.Providers.Emulation.IonQ;

/// <summary>Speaks IonQ's REST API, version 0.4.</summary>
public sealed partial class IonQEmulator : Emulator
{
    private const long LargestBody = 10_000_000;
    internal const string Simulator = "simulator";
    private const string Machine = "qpu.emulated-forte";

    private readonly JobLedger _ledger;
    private readonly Queue<DateTimeOffset> _submits = new();

    /// <summary>Creates the emulator; it does not listen yet.</summary>
    /// <param name="options">How it behaves.</param>
    public IonQEmulator(EmulatorOptions options)
        : base(options, LargestBody) => _ledger = new JobLedger(options.StateFile, options.KeptCharacters, IsSettled, static _ => { });

    /// <summary>Form of the results it offers.</summary>
    public IonQShape Shape { get; init; }

    /// <summary>Formats it offers, without the prefix <c>ionq.result.</c>; null for all.</summary>
    public IReadOnlyList<string>? Formats { get; init; }

    /// <summary>Whether shots of the machine leak.</summary>
    public bool HasLeakage { get; init; }

    /// <summary>Address of the REST API.</summary>
    public Uri ApiAddress => new(Address, "/v0.4");

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Value)> ClientVariables =>
    [
        ("SQS_IONQ_URL", ApiAddress.ToString()), ("SQS_IONQ_SUBMITS_PER_MINUTE", Options.ClientSubmitsPerMinute), ("IONQ_API_KEY", Options.ApiKey),
    ];

    /// <summary>All jobs it accepted, in order, those made of circuits included.</summary>
    public IReadOnlyList<EmulatedJob> Jobs => _ledger.All;

    private DateTimeOffset Now => Options.Clock.GetUtcNow();

    private protected override ApiReply Answer(ApiRequest request)
    {
        if (request.Path is not ["v0.4", ..])
            return Error(404, "Not Found", "no such path");
        string[] path = [.. request.Path.Skip(1)];
        bool isOpen = request.Method == "GET" && path is ["backends"] or ["backends", _];
        if (!isOpen && request.Header("Authorization") != $"apiKey {Options.ApiKey}")
            return Error(401, "Unauthorized", "invalid API key");
        return (request.Method, path) switch
        {
            ("GET", ["whoami"]) => new ApiReply(200, new JObject { ["key_id"] = "emulated", ["key_name"] = "emulated" }),
            ("GET", ["backends"]) => new ApiReply(200, new JArray(Backend(Simulator), Backend(Machine))),
            ("GET", ["backends", var name]) => new ApiReply(200, Backend(name)),
            ("GET", ["backends", var name, "characterizations", "emulated"]) => new ApiReply(200, Characterization(name)),
            ("POST", ["jobs"]) => Submit(request),
            ("GET", ["jobs"]) => List(request),
            ("GET", ["jobs", "estimate"]) => Estimate(request),
            ("GET", ["jobs", var id]) => new ApiReply(200, Document(Job(id))),
            ("GET", ["jobs", var id, "cost"]) => Cost(Job(id)),
            ("GET", ["jobs", var id, "artifacts", var artifact]) => Result(Job(id), artifact),
            ("GET", ["jobs", var id, "results", var kind]) => Result(Job(id), $"{kind}.json.v1"),
            ("PUT", ["jobs", var id, "status", "cancel"]) => Cancel(Job(id)),
            ("DELETE", ["jobs", var id]) => Delete(Job(id)),
            ("POST", ["sessions"]) => OpenSession(request),
            ("GET", ["sessions", var id]) => new ApiReply(200, Session(id)),
            ("POST", ["sessions", var id, "end"]) => EndSession(id),
            _ => Error(404, "Not Found", "no such path"),
        };
    }

    private protected override ApiReply Error(int status, string code, string message) =>
        new(status, new JObject { ["statusCode"] = status, ["error"] = code, ["message"] = message });

    private ApiRefusal Refuse(int status, string code, string message) => new(Error(status, code, message));

    private JObject Backend(string name) => name is Simulator or Machine
        ? new JObject
        {
            ["backend"] = name,
            ["status"] = "available",
            ["qubits"] = name == Simulator ? 29 : 36,
            ["average_queue_time"] = (long)Options.QueueTime.TotalMilliseconds,
            ["last_updated"] = Now.ToString("O", CultureInfo.InvariantCulture),
            ["degraded"] = false,
            ["characterization_id"] = name == Simulator ? null : "emulated",
            ["supported_native_gates"] = name == Simulator ? new JArray() : new JArray("gpi", "gpi2", "zz"),
            ["supported_error_mitigations"] = name == Simulator ? new JArray() : new JArray("debiasing"),
        }
        : throw Refuse(404, "Not Found", $"backend '{name}' is not known");

    private static JObject Characterization(string name) => new()
    {
        ["id"] = "emulated",
        ["backend"] = name,
        ["qubits"] = 36,
        ["connectivity"] = new JArray(Enumerable.Range(0, 36).SelectMany(a => Enumerable.Range(a + 1, 35 - a).Select(b => new JArray(a, b)))),
        ["fidelity"] = new JObject
        {
            ["spam"] = new JObject { ["median"] = 0.995 },
            ["1q"] = new JObject { ["median"] = 0.9998 },
            ["2q"] = new JObject { ["median"] = 0.996 },
        },
        ["timing"] = new JObject { ["readout"] = 150e-6, ["reset"] = 50e-6, ["t1"] = 100.0, ["t2"] = 1.0, ["1q"] = 130e-6, ["2q"] = 970e-6 },
    };

    private EmulatedJob Job(string id) =>
        _ledger.Find(id, Now) is { IsGone: false } job ? job : throw Refuse(404, "Not Found", $"job '{id}' is not found");

    private ApiReply List(ApiRequest request)
    {
        if (!int.TryParse(request.Query.GetValueOrDefault("limit") ?? "25", out int limit) || limit is < 1 or > 25)
            return Error(400, "Bad Request", "limit must be 1 to 25");
        string? parent = request.Query.GetValueOrDefault("parent_job_id");
        EmulatedJob[] jobs = [.. _ledger.All.Reverse().Where(j => (parent is null || j.ParentId == parent) && !j.IsGone && _ledger.Find(j.Id, Now) is not null)];
        int start = request.Query.GetValueOrDefault("next") is { Length: > 0 } next ? Array.FindIndex(jobs, j => j.Id == next) : 0;
        if (start < 0)
            return Error(400, "Bad Request", "next is not known");
        return new ApiReply(200, new JObject
        {
            ["jobs"] = new JArray(jobs.Skip(start).Take(limit).Select(Document)),
            ["next"] = start + limit < jobs.Length ? jobs[start + limit].Id : null,
        });
    }

    private JObject Document(EmulatedJob job)
    {
        EmulatedPhase phase = job.PhaseAt(Now);
        bool halfFails = job is { Fault: FaultKind.HalfFailed, ParentId: not null };
        string status = phase switch
        {
            EmulatedPhase.Queued => job.Number % 2 == 0 ? "submitted" : "ready",
            EmulatedPhase.Running => job.Fault == FaultKind.UnknownStatus ? "calibrating" : "started",
            EmulatedPhase.Cancelled => "canceled",
            EmulatedPhase.Completed when !halfFails => "completed",
            _ => "failed",
        };
        var document = new JObject
        {
            ["id"] = job.Id,
            ["status"] = status,
            ["type"] = job.Body["type"],
            ["backend"] = job.Body["backend"],
            ["dry_run"] = job.Body["dry_run"] ?? false,
            ["name"] = job.Body["name"],
            ["metadata"] = job.Body["metadata"],
            ["shots"] = job.Body["shots"] ?? 100,
            ["session_id"] = job.Body["session_id"],
            ["parent_job_id"] = job.ParentId,
            ["child_job_ids"] = new JArray(job.ChildIds),
            ["submitted_at"] = job.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            ["predicted_wait_time_ms"] = phase == EmulatedPhase.Queued ? (long)(job.StartsAt - Now).TotalMilliseconds : 0,
            ["settings"] = job.Body["settings"],
            ["failure"] = status == "failed" ? Failure(job, phase) : null,
            ["results"] = null,
        };
        if (status != "completed" || (bool?)job.Body["dry_run"] == true)
            return document;
        document["stats"] = new JObject { ["billed_quantum_compute_time_us"] = (long)(Seconds(job) * 1e6) };
        if (job.ChildIds.Count == 0)
            document["results"] = ResultsOf(job);
        return document;
    }

    private static JObject Failure(EmulatedJob job, EmulatedPhase phase) => phase switch
    {
        EmulatedPhase.TooLong => new JObject { ["code"] = "SimulationTimeout", ["message"] = "the job ran too long" },
        EmulatedPhase.Completed => new JObject { ["code"] = "QuantumComputerError", ["message"] = "the circuit failed" },
        _ when job.Fault == FaultKind.FailedOnSystem => new JObject { ["code"] = "InternalError", ["message"] = "the job failed" },
        _ => new JObject { ["code"] = "PreflightError", ["message"] = job.Refusal ?? "the program holds what the target cannot run" },
    };

    private JObject ResultsOf(EmulatedJob job) => Shape == IonQShape.Artifacts
        ? new JObject(FormatsOf(job).Select(f => new JProperty($"ionq.result.{f}", new JObject { ["id"] = f, ["format"] = $"ionq.result.{f}", ["media_type"] = "application/json" })))
        : new JObject(FormatsOf(job).Where(f => f.EndsWith("v1", StringComparison.Ordinal)).Select(f => f[..f.IndexOf('.', StringComparison.Ordinal)])
            .Select(kind => new JProperty(kind, new JObject { ["url"] = $"/v0.4/jobs/{job.Id}/results/{kind}" })));

    private IEnumerable<string> FormatsOf(EmulatedJob job)
    {
        string[] all = IsIdeal(job)
            ? ["probabilities.json.v1", "probabilities.json.v2"]
            : ["probabilities.json.v1", "probabilities.json.v2", "histogram.json.v1", "histogram.json.v2", "shots.json.v1", "shots.json.v2"];
        return Formats is null ? all : all.Where(Formats.Contains);
    }

    private static bool IsIdeal(EmulatedJob job) =>
        (string?)job.Body["backend"] == Simulator && (string?)job.Body["noise"]?["model"] is null or "ideal";

    private ApiReply Result(EmulatedJob job, string format)
    {
        if (job.PhaseAt(Now) != EmulatedPhase.Completed || job is { Fault: FaultKind.HalfFailed, ParentId: not null } || !FormatsOf(job).Contains(format))
            return Error(404, "Not Found", "there is no such result");
        CircuitProgram program = ProgramOf(job.Body);
        if (IsIdeal(job))
        {
            ExactDistribution exact = CircuitRunner.Exact(program, Options.Seed, job, 0);
            return new ApiReply(200, format.EndsWith("v1", StringComparison.Ordinal)
                ? IonQResultWriter.ProbabilitiesV1(exact)
                : IonQResultWriter.ProbabilitiesV2(exact, program.BitCount));
        }

        ShotRecords shots = CircuitRunner.Shots([new Circuit(program, [], (int?)job.Body["shots"] ?? 100)], Options.Seed, job, Options.IsNoisy ? TargetProfiles.IonQForte : null)[0];
        return new ApiReply(200, format switch
        {
            "probabilities.json.v1" => IonQResultWriter.ProbabilitiesV1(shots),
            "probabilities.json.v2" => IonQResultWriter.ProbabilitiesV2(shots),
            "shots.json.v1" => IonQResultWriter.ShotsV1(shots),
            "shots.json.v2" => IonQResultWriter.ShotsV2(shots, HasLeakage),
            "histogram.json.v1" => IonQResultWriter.HistogramV1(shots),
            _ => IonQResultWriter.HistogramV2(shots),
        });
    }

    internal static CircuitProgram ProgramOf(JObject body)
    {
        JToken input = body["input"]!;
        if ((string?)body["type"] == "ionq.qasm3.v1")
            return QasmCompiler.Compile((string)input["data"]!, "input.qasm").Program!;
        return IonQCircuitReader.Read((JArray)input["circuit"]!, (int)input["qubits"]!, (string?)input["gateset"] == "native");
    }

    private static string? Preflight(JObject body)
    {
        try
        {
            if ((string?)body["type"] != "ionq.qasm3.v1")
            {
                ProgramOf(body);
                return null;
            }

            (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile((string)body["input"]!["data"]!, "input.qasm");
            if (program is null)
                return diagnostics.First(d => d.IsError).ToString();
            if (program.QubitRegisters.Any(r => r.IsPhysical))
                return "physical qubits are not supported";
            if (program.Body.DescendantOperations().FirstOrDefault(o => o.Blocks().Any()) is { } control)
                return $"{control.GetType().Name.Replace("Operation", string.Empty, StringComparison.Ordinal)} is not supported on any target";
            return new NoInputsPredicate().Holds(program) ? null : "inputs are not supported";
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or NullReferenceException or ArgumentException)
        {
            return $"the circuit cannot be read: {exception.Message}";
        }
    }

    private static double Seconds(EmulatedJob job) => 0.001 * ((int?)job.Body["shots"] ?? 100) * Math.Max(1, job.ChildIds.Count);
}
