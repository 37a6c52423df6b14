using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Forms;
using Sqs.Compiler.Targets.IonQ;
using Sqs.Compiler.Targets.Jobs;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Compiler.Targets.Resources;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;

namespace Sqs.Providers.IonQ.Jobs;

/// <summary>
/// Turns circuits into jobs: one circuit as <c>ionq.circuit.v1</c>, several of equal shots as <c>ionq.multi-circuit.v1</c>, and a program
/// that measures or resets before its end as <c>ionq.qasm3.v1</c>, one a job. Debiasing is always sent, because it is on by default.
/// </summary>
internal static class IonQJobPreparation
{
    private const int LeastDebiasingShots = 500;

    // Name, register map and sizes around the gates of a circuit.
    private const int CircuitFrameBytes = 256;

    public static Outcome<IReadOnlyList<PreparedJob>> Prepare(string backend, IonQSettings settings, JobRequest request, BackendSnapshot device)
    {
        ArgumentNullException.ThrowIfNull(request);
        Target target = IonQTarget.Of(settings, device);
        if (Options(request, device) is { } refused)
            return refused;
        if (ProgramCheck.Check(request, target with { Inputs = true }) is { } problem)
            return problem;
        var pieces = new List<(CircuitLayout Layout, IonQCircuit? Circuit, PreparedJob? Text)>();
        var loads = new List<JobProgram>();
        for (int i = 0; i < request.Circuits.Count; i++)
        {
            CircuitRequest circuit = request.Circuits[i];
            CircuitProgram bound = InputBinding.Bind(circuit, target);
            ProgramResources resources = ResourceCount.Of(bound, target);
            if (!new TerminalMeasurementPredicate().Holds(bound) || !new NoResetPredicate().Holds(bound))
            {
                if (device.IsSimulator && request.Options.NoiseModel is null or "ideal")
                    return ProgramCheck.Refused($"circuit {i} measures or resets before its end; the ideal simulator gives no shots for that, so choose a noise model");
                PreparedJob text = TextJob(backend, settings, request, i, circuit, bound);
                pieces.Add((text.Circuits[0], null, text));
                loads.Add(new JobProgram($"circuit {i}", resources, text.Body.Length));
                continue;
            }

            (IonQCircuit? written, DiagnosticBag diagnostics) = IonQCircuit.Write(bound with { Name = $"c{i}" }, settings.GateSet, settings.Circuits);
            if (written is null)
                return ProgramCheck.Refused($"circuit {i}: {string.Join("; ", diagnostics)}");
            pieces.Add((Layout(i, circuit, written), written, null));
            loads.Add(new JobProgram($"circuit {i}", resources, written.Gates.ToString(Formatting.None).Length + CircuitFrameBytes) { Gates = written.Gates.Count });
        }

        // Text goes one circuit a job; what lies between goes together.
        var jobs = new List<PreparedJob>();
        for (int first = 0, next; first < pieces.Count; first = next)
        {
            bool isText = pieces[first].Text is not null;
            for (next = first + 1; next < pieces.Count && !isText && pieces[next].Text is null;)
                next++;
            int[] shots = [.. pieces.Skip(first).Take(next - first).Select(p => p.Layout.Shots)];
            if (!JobSplitter.Split(loads.GetRange(first, next - first), shots, target).TryGet(out IReadOnlyList<(int First, int Count)>? split, out ProviderError? refusal))
                return refusal;
            int start = first;
            jobs.AddRange(isText ? [pieces[first].Text!] : split.Select(job => CircuitJob(backend, request, [.. pieces.GetRange(start + job.First, job.Count).Select(p => (p.Layout, p.Circuit!))])));
        }

        return jobs;
    }

    private static ProviderError? Options(JobRequest request, BackendSnapshot device)
    {
        JobOptions options = request.Options;
        if (options.DynamicalDecoupling)
            return ProgramCheck.Refused("this service has no dynamical decoupling; leave it off");
        if (options.IsPrivate)
            return ProgramCheck.Refused("this service has no private jobs; leave it off");
        if (options.RepetitionDelay is not null)
            return ProgramCheck.Refused("this service has no repetition delay; leave it out");
        if (options.MaximumQpuTime is not null)
            return ProgramCheck.Refused("this service has no time limit of a job; use a session with limits");
        if (options.NoiseModel is not null && !device.IsSimulator)
            return ProgramCheck.Refused("only the simulator takes a noise model; leave it out");
        if (!options.Debiasing)
            return null;
        if (device.IsSimulator)
            return ProgramCheck.Refused("the simulator has no debiasing; leave it off");
        foreach (CircuitRequest circuit in request.Circuits)
        {
            if (circuit.Shots < LeastDebiasingShots)
                return ProgramCheck.Refused($"debiasing needs at least {LeastDebiasingShots} shots, not {circuit.Shots}");
        }

        return null;
    }

    private static PreparedJob CircuitJob(string backend, JobRequest request, List<(CircuitLayout Layout, IonQCircuit Circuit)> part)
    {
        bool isSingle = part.Count == 1;
        JObject input = isSingle ? part[0].Circuit.ToInput() : IonQCircuit.ToInput([.. part.Select(p => p.Circuit)]);
        JObject body = Body(backend, isSingle ? "ionq.circuit.v1" : "ionq.multi-circuit.v1", request, part[0].Layout.Shots, input);
        return Job(backend, request, body, [.. part.Select(p => p.Layout)]);
    }

    private static PreparedJob TextJob(string backend, IonQSettings settings, JobRequest request, int index, CircuitRequest circuit, CircuitProgram bound)
    {
        CircuitProgram renamed = VendorNames.Fit(bound);
        JObject body = Body(backend, "ionq.qasm3.v1", request, circuit.Shots, new JObject { ["data"] = QasmEmitter.Emit(renamed, QasmEmitOptions.ForDevices) });
        if (settings.ServiceVersion is { } version)
            body["settings"]!["compilation"] = new JObject { ["service_version"] = version };
        EquatableArray<BitRegister> reported = ShotRecords.ReportedRegisters(bound);
        EquatableArray<BitRegister> remote = ShotRecords.ReportedRegisters(renamed);
        IEnumerable<RegisterLayout> registers = reported.Select((r, i) => new RegisterLayout(r.Name, r.Size) { RemoteName = remote[i].Name });
        return Job(backend, request, body, [new CircuitLayout(index, $"c{index}", circuit.Shots, [.. registers])]);
    }

    private static JObject Body(string backend, string type, JobRequest request, int shots, JObject input)
    {
        JobOptions options = request.Options;
        var body = new JObject
        {
            ["type"] = type,
            ["backend"] = backend,
            ["shots"] = shots,
            ["settings"] = new JObject { ["error_mitigation"] = new JObject { ["debiasing"] = options.Debiasing } },
            ["input"] = input,
        };
        if (options.NoiseModel is { } model)
            body["noise"] = new JObject { ["model"] = model, ["seed"] = (int)(options.Seed % int.MaxValue) + 1 };
        if (options.SessionId is { } session)
            body["session_id"] = session;
        if (options.IsDryRun)
            body["dry_run"] = true;
        if (!options.Tags.IsEmpty)
            body["metadata"] = new JObject(options.Tags.Select((t, i) => new JProperty($"tag{i}", t)));
        return body;
    }

    private static PreparedJob Job(string backend, JobRequest request, JObject body, EquatableArray<CircuitLayout> circuits) =>
        new("ionq", backend, body.ToString(Formatting.None), circuits)
        {
            Name = request.Name,
            Seed = request.Options.Seed,
            IsDryRun = request.Options.IsDryRun,
        };

    private static CircuitLayout Layout(int index, CircuitRequest circuit, IonQCircuit written)
    {
        var registers = circuit.Program.BitRegisters.Where(r => r.IsReported).Select(r => new RegisterLayout(r.Name, r.Size)
        {
            Qubits = [.. Enumerable.Range(r.Offset, r.Size).Select(bit => written.QubitOfBit[bit])],
        });
        return new CircuitLayout(index, $"c{index}", circuit.Shots, [.. registers]) { QubitCount = written.QubitCount };
    }
}
