using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Forms;
using Sqs.Compiler.Targets.Ibm;
using Sqs.Compiler.Targets.Jobs;
using Sqs.Compiler.Targets.Resources;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;

namespace Sqs.Providers.Ibm.Jobs;

/// <summary>
/// Turns circuits into jobs of the program <c>sampler</c>: one pub a circuit with OpenQASM 3 text, its parameter values by name and its
/// shots. Results are asked for as plain JSON, always explicitly, because the service's default differs between its versions.
/// </summary>
internal static class IbmJobPreparation
{
    private const int LongestJobSeconds = 10800;

    public static Outcome<IReadOnlyList<PreparedJob>> Prepare(string backend, JobRequest request, BackendSnapshot device)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(device);
        Target target = IbmTarget.Of(device);
        if (Options(request.Options) is { } refused)
            return refused;
        if (ProgramCheck.Check(request, target) is { } problem)
            return problem;
        try
        {
            var emitted = new Dictionary<CircuitProgram, Emitted>(ReferenceEqualityComparer.Instance);
            var circuits = new List<(CircuitLayout Layout, JArray Pub)>();
            var loads = new List<JobProgram>();
            for (int i = 0; i < request.Circuits.Count; i++)
            {
                CircuitRequest circuit = request.Circuits[i];
                if (request.Options.DynamicalDecoupling && HasBranches(circuit.Program))
                    return ProgramCheck.Refused($"circuit {i} branches on measured bits; dynamical decoupling must be off for it");
                if (!emitted.TryGetValue(circuit.Program, out Emitted? program))
                {
                    emitted[circuit.Program] = program = Emit(circuit.Program, target);
                    if (IbmProgramValidator.Validate(program.Text, target, $"circuit {i}").FirstOrDefault(d => d.IsError) is { } invalid)
                        return ProgramCheck.Refused($"the service would refuse the program: {invalid}");
                }

                JArray pub = Pub(circuit, program.Text);
                circuits.Add((Layout(i, circuit, program.Program), pub));
                loads.Add(new JobProgram($"circuit {i}", program.Resources, Encoding.UTF8.GetByteCount(pub.ToString(Formatting.None)) + 1));
            }

            return JobSplitter.Split(loads, [.. circuits.Select(c => c.Layout.Shots)], Paced(target, request.Options))
                .Select<IReadOnlyList<PreparedJob>>(jobs => [.. jobs.Select(job => Job(backend, request, circuits.GetRange(job.First, job.Count)))]);
        }
        catch (DiagnosticException exception)
        {
            return ProgramCheck.Refused(exception.Message);
        }
    }

    private static Emitted Emit(CircuitProgram program, Target target)
    {
        CircuitProgram renamed = VendorNames.Fit(program);
        return new Emitted(renamed, QasmEmitter.Emit(renamed, QasmEmitOptions.ForDevices), ResourceCount.Of(renamed, target));
    }

    private static Target Paced(Target target, JobOptions options) =>
        options.RepetitionDelay is { } delay ? target with { Cost = target.Cost with { DelayPerExecution = delay } } : target;

    private static ProviderError? Options(JobOptions options)
    {
        if (options.Debiasing)
            return ProgramCheck.Refused("this service has no debiasing; leave it off");
        if (options.NoiseModel is not null)
            return ProgramCheck.Refused("this service takes no noise model; leave it out");
        if (options.IsDryRun)
            return ProgramCheck.Refused("this service has no dry run; see the estimate");
        return options.MaximumQpuTime is { TotalSeconds: < 1 or > LongestJobSeconds }
            ? ProgramCheck.Refused($"the time limit must be 1 to {LongestJobSeconds} s")
            : null;
    }

    // Different shots in one job are deprecated at the service, so a job holds circuits of equal shots.
    private static PreparedJob Job(string backend, JobRequest request, List<(CircuitLayout Layout, JArray Pub)> part)
    {
        JobOptions options = request.Options;
        var sampler = new JObject
        {
            ["dynamical_decoupling"] = new JObject { ["enable"] = options.DynamicalDecoupling },
            ["twirling"] = new JObject { ["enable_gates"] = false, ["enable_measure"] = false },
        };
        if (options.RepetitionDelay is { } delay)
            sampler["execution"] = new JObject { ["rep_delay"] = delay };
        var body = new JObject
        {
            ["program_id"] = "sampler",
            ["backend"] = backend,
            ["params"] = new JObject
            {
                ["pubs"] = new JArray(part.Select(p => p.Pub)),
                ["version"] = 2,
                ["support_qiskit"] = false,
                ["options"] = sampler,
            },
        };
        if (!options.Tags.IsEmpty)
            body["tags"] = new JArray(options.Tags);
        if (options.MaximumQpuTime is { } limit)
            body["cost"] = (int)limit.TotalSeconds;
        if (options.SessionId is { } session)
            body["session_id"] = session;
        if (options.IsPrivate)
            body["private"] = true;
        var job = new PreparedJob("ibm", backend, body.ToString(Formatting.None), [.. part.Select(p => p.Layout)])
        {
            Name = request.Name,
            Seed = options.Seed,
            IsPrivate = options.IsPrivate,
        };
        return job with { Estimate = IbmCost.Estimate(part.Count, job.Executions, options.RepetitionDelay) };
    }

    private static JArray Pub(CircuitRequest circuit, string text)
    {
        JToken values = JValue.CreateNull();
        if (!circuit.Inputs.IsEmpty)
            values = new JObject(circuit.Inputs.Select(v => new JProperty(v.Name, v.Value)));
        return new JArray(text, values, circuit.Shots);
    }

    private static CircuitLayout Layout(int index, CircuitRequest circuit, CircuitProgram renamed)
    {
        EquatableArray<BitRegister> reported = ShotRecords.ReportedRegisters(circuit.Program);
        EquatableArray<BitRegister> remote = ShotRecords.ReportedRegisters(renamed);
        var registers = new RegisterLayout[reported.Count];
        for (int i = 0; i < registers.Length; i++)
            registers[i] = new RegisterLayout(reported[i].Name, reported[i].Size) { RemoteName = remote[i].Name };
        return new CircuitLayout(index, circuit.Name ?? circuit.Program.Name.Text, circuit.Shots, [.. registers]);
    }

    private static bool HasBranches(CircuitProgram program) => program.Body.DescendantOperations().Any(o => o is IfOperation);

    private sealed record Emitted(CircuitProgram Program, string Text, ProgramResources Resources);
}
