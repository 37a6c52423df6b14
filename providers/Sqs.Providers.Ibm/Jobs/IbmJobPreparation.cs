using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Ibm;
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

    // The envelope around the pubs and our key.
    private const int EnvelopeBytes = 4096;

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
            var texts = new Dictionary<CircuitProgram, (CircuitProgram Program, string Text)>(ReferenceEqualityComparer.Instance);
            var jobs = new List<PreparedJob>();
            var part = new List<(CircuitLayout Layout, JArray Pub)>();
            long bytes = EnvelopeBytes;
            long executions = 0;
            for (int i = 0; i < request.Circuits.Count; i++)
            {
                CircuitRequest circuit = request.Circuits[i];
                if (request.Options.DynamicalDecoupling && HasBranches(circuit.Program))
                    return ProgramCheck.Refused($"circuit {i} branches on measured bits; dynamical decoupling must be off for it");
                if (!texts.TryGetValue(circuit.Program, out (CircuitProgram Program, string Text) emitted))
                {
                    CircuitProgram renamed = IbmRegisterNames.Rename(circuit.Program);
                    texts[circuit.Program] = emitted = (renamed, QasmEmitter.Emit(renamed, QasmEmitOptions.ForDevices));
                    if (IbmProgramValidator.Validate(emitted.Text, target, $"circuit {i}").FirstOrDefault(d => d.IsError) is { } invalid)
                        return ProgramCheck.Refused($"the service would refuse the program: {invalid}");
                }

                JArray pub = Pub(circuit, emitted.Text);
                long size = pub.ToString(Formatting.None).Length + 1;
                if (size + EnvelopeBytes > target.Limits.MaximumBytes)
                    return ProgramCheck.Refused($"circuit {i} takes {size} bytes; a job takes {target.Limits.MaximumBytes}");
                bool isFull = bytes + size > target.Limits.MaximumBytes
                    || executions + circuit.Shots > target.Limits.MaximumExecutions
                    || part.Count + 1 > target.Limits.MaximumPrograms
                    || (part.Count > 0 && part[^1].Layout.Shots != circuit.Shots);
                if (isFull && part.Count > 0)
                {
                    jobs.Add(Job(backend, request, part));
                    part = [];
                    bytes = EnvelopeBytes;
                    executions = 0;
                }

                part.Add((Layout(i, circuit, emitted.Program), pub));
                bytes += size;
                executions += circuit.Shots;
            }

            jobs.Add(Job(backend, request, part));
            return jobs;
        }
        catch (DiagnosticException exception)
        {
            return ProgramCheck.Refused(exception.Message);
        }
    }

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
}
