using System.Runtime.InteropServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Providers.Costs;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Simulation;
using Sqs.Simulation.Noise;
using Sqs.Simulation.Random;

namespace Sqs.Providers.Native;

/// <summary>
/// The native engine as a backend. A prepared job holds its programs as OpenQASM 3 text with inputs, shots and seed, and a run depends on
/// nothing else; so a job is run when its results are fetched, and fetching again gives the same bits.
/// </summary>
public sealed class NativeBackend : IBackend
{
    /// <summary>Qubits a program may have; memory limits it long before.</summary>
    internal const int MostQubits = 1 << 20;

    private readonly TimeProvider _clock;

    internal NativeBackend(string name, TimeProvider clock)
    {
        Name = name;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Provider => NativeProvider.ProviderName;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public Task<Outcome<BackendSnapshot>> SnapshotAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<BackendSnapshot>>(new BackendSnapshot(Provider, Name, MostQubits)
        {
            TakenAt = _clock.GetUtcNow(),
            IsSimulator = true,
            HasMidCircuitMeasurement = true,
            HasReset = true,
            HasFeedForward = true,
        });

    /// <inheritdoc/>
    public Target TargetOf(BackendSnapshot device) => TargetProfiles.Native;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PreparedJob>> Prepare(JobRequest request, BackendSnapshot device)
    {
        ArgumentNullException.ThrowIfNull(request);
        JobOptions options = request.Options;
        if (options.Debiasing || options.DynamicalDecoupling || options.RepetitionDelay is not null)
            return ProgramCheck.Refused("the native engine mitigates no errors and has no repetition delay; leave these options out");
        if (options.SessionId is not null || options.IsPrivate || options.IsDryRun || options.MaximumQpuTime is not null)
            return ProgramCheck.Refused("the native engine has no sessions, private jobs, dry runs or time limits; leave these options out");
        if (options.NoiseModel is { } noise && !TargetProfiles.TryFind(noise, out _, out Diagnostic? unknown))
            return ProgramCheck.Refused(unknown.ToString());
        if (ProgramCheck.Check(request, TargetProfiles.Native) is { } problem)
            return problem;
        try
        {
            var circuits = new JArray(request.Circuits.Select(c => new JObject
            {
                ["program"] = QasmEmitter.Emit(c.Program),
                ["inputs"] = new JArray(Inputs(c).Select(v => new JValue(v))),
                ["shots"] = c.Shots,
            }));
            var body = new JObject { ["seed"] = options.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), ["noise"] = options.NoiseModel, ["circuits"] = circuits };
            var layouts = request.Circuits.Select((c, i) => new CircuitLayout(
                i, c.Name ?? c.Program.Name.Text, c.Shots, [.. ShotRecords.ReportedRegisters(c.Program).Select(r => new RegisterLayout(r.Name, r.Size))]));
            return new List<PreparedJob> { new(Provider, Name, body.ToString(Formatting.None), [.. layouts]) { Name = request.Name, Seed = options.Seed, Estimate = Free } };
        }
        catch (DiagnosticException exception)
        {
            return ProgramCheck.Refused(exception.Message);
        }
    }

    /// <inheritdoc/>
    public PreparedJob Restrict(PreparedJob job, IReadOnlyList<int> circuits)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(circuits);
        JObject body = JObject.Parse(job.Body);
        var all = (JArray)body["circuits"]!;
        body["circuits"] = new JArray(circuits.Select(i => all[i]));
        return job with { Body = body.ToString(Formatting.None), Circuits = [.. circuits.Select(i => job.Circuits[i])] };
    }

    /// <inheritdoc/>
    public Task<Outcome<CostEstimate>> EstimateAsync(PreparedJob job, CancellationToken cancellationToken) => Task.FromResult<Outcome<CostEstimate>>(Free);

    /// <inheritdoc/>
    public Task<Outcome<RemoteJob>> SubmitAsync(PreparedJob job, string key, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<RemoteJob>>(new RemoteJob(key, _clock.GetUtcNow()));

    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyList<RemoteJob>>> FindAsync(string key, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<IReadOnlyList<RemoteJob>>>(new List<RemoteJob> { new(key, notBefore) });

    /// <inheritdoc/>
    public Task<Outcome<RemoteStatus>> StatusAsync(string remoteId, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<RemoteStatus>>(new RemoteStatus(RemotePhase.Completed, "ready to run"));

    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyList<RawDocument>>> DownloadAsync(PreparedJob job, string remoteId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Task.Run<Outcome<IReadOnlyList<RawDocument>>>(
            () =>
            {
                try
                {
                    return new List<RawDocument> { new("records", Run(job, cancellationToken)) };
                }
                catch (DiagnosticException exception)
                {
                    return ProgramCheck.Refused(exception.Message);
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Outcome<JobResult> Decode(PreparedJob job, IReadOnlyList<RawDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(documents);
        JArray records = JArray.Parse(documents.Single(d => d.Name == "records").Text);
        return new JobResult([.. job.Circuits.Select((layout, i) => new CircuitResult(layout.Index, new ShotRecords(layout.BitRegisters(), layout.Shots, Words((string)records[i]!))))]);
    }

    /// <inheritdoc/>
    public Task<Outcome<JobUsage>> UsageAsync(string remoteId, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<JobUsage>>(new JobUsage(0, Free.Total, IsFinal: true));

    /// <inheritdoc/>
    public Task<Outcome<CancelAnswer>> CancelAsync(string remoteId, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<CancelAnswer>>(CancelAnswer.AlreadyEnded);

    private static CostEstimate Free { get; } = new(new Money(0, "usd"), "this machine", IsVendorFigure: false);

    private static double[] Inputs(CircuitRequest circuit)
    {
        var given = circuit.Inputs.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
        return [.. circuit.Program.Inputs.Select(i => given[i.Name])];
    }

    private static string Run(PreparedJob job, CancellationToken cancellationToken)
    {
        JObject body = JObject.Parse(job.Body);
        ulong seed = ulong.Parse((string)body["seed"]!, System.Globalization.CultureInfo.InvariantCulture);
        var records = new JArray();
        for (int i = 0; i < job.Circuits.Count; i++)
        {
            JToken circuit = body["circuits"]![i]!;
            (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile((string)circuit["program"]!, job.Circuits[i].Name, cancellation: cancellationToken);
            if (program is null)
                throw new DiagnosticException([.. diagnostics]);
            double[] inputs = [.. circuit["inputs"]!.Select(v => (double)v)];
            var request = new SimulationRequest
            {
                Shots = (int)circuit["shots"]!,

                // The index in the request, so that a part sent again gives the shots it would have given at first.
                Seed = CounterRandom.Combine(seed, (ulong)job.Circuits[i].Index),
                Parameters = inputs.Length == 0 ? ParameterSets.None : ParameterSets.Single(inputs),
                Noise = (string?)body["noise"] is { } name && TargetProfiles.TryFind(name, out Target? target, out _) ? NoiseModel.FromTarget(target, program.QubitCount) : null,
            };
            ShotRecords shots = Simulator.Run(program, request, cancellationToken).Sets[0].Records;
            records.Add(Convert.ToBase64String(MemoryMarshal.AsBytes(shots.Words)));
        }

        return records.ToString(Formatting.None);
    }

    private static ulong[] Words(string text) => MemoryMarshal.Cast<byte, ulong>(Convert.FromBase64String(text)).ToArray();
}
