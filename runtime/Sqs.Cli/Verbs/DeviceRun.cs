using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Results;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Devices;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Sources;
using Sqs.Runtime.Models;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;
using Sqs.Runtime.Spikes;
using Sqs.Simulation;

namespace Sqs.Cli.Verbs;

/// <summary>The part of <c>sqs run</c> that runs on devices: a job that is sent, followed and read in one go.</summary>
/// <param name="device">Where to run.</param>
/// <param name="engine">Shots, seed and inputs.</param>
/// <param name="store">Where the run is kept.</param>
/// <param name="arguments">The parsed command line.</param>
/// <param name="context">Where to write.</param>
internal sealed class DeviceRun(DeviceOptions device, EngineOptions engine, RunStoreOptions store, ParseResult arguments, VerbContext context)
{
    private readonly RunSettings _settings = engine.Settings(arguments);

    /// <summary>Runs a program or a model.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">What spikes go into a model.</param>
    /// <param name="raster">Path of a picture of a model's first shot, or null.</param>
    /// <param name="withMemory">Whether the JSON document of a program lists every shot.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string file, ModelInputOptions model, string? raster, bool withMemory)
    {
        var diagnostics = new DiagnosticBag();
        using OpenJobs jobs = device.Store.Open(arguments);
        if (!GraphFile.IsModel(file))
        {
            CircuitProgram? program = ProgramFile.Read(file, diagnostics, context.Cancellation);
            ParameterSets? values = program is null ? null : engine.Bind(arguments, program, diagnostics);
            if (context.Report(diagnostics) != ExitCode.Done || values is null)
                return ExitCode.Failed;
            return await RunAsync(file, "program", new ProgramSource(program!, values), jobs).ConfigureAwait(false) is { } ran
                ? JobResultOutput.Write(ran.View, ran.Result, ran.Run, withMemory, context)
                : Ended();
        }

        NetworkGraph? graph = GraphFile.Read(file, diagnostics);
        SpikeTensor? spikes = graph is null ? null : model.Spikes(arguments, engine.InputFile(arguments), graph, diagnostics);
        if (context.Report(diagnostics) != ExitCode.Done || spikes is null)
            return ExitCode.Failed;
        if (await RunModelAsync(file, graph!, spikes, jobs).ConfigureAwait(false) is not { } spiked)
            return Ended();
        JObject document = NetworkRunDocument.Describe(spiked.Run, _settings, graph!, spiked.Trains);
        document["backend"] = device.Backend(arguments);
        ModelRun.Write(graph!, spiked.Trains, document, raster, context);
        return ExitCode.Done;
    }

    // One program where the network fits as one, else a job a layer.
    private async Task<(NetworkTrains Trains, string? Run)?> RunModelAsync(string file, NetworkGraph graph, SpikeTensor spikes, OpenJobs jobs)
    {
        var source = new NetworkSource(graph, spikes);
        BackendSnapshot snapshot = await jobs.Service.SnapshotAsync(device.Backend(arguments), context.Cancellation).ConfigureAwait(false);
        var found = new DiagnosticBag();
        if (source.Compose(jobs.Service.TargetOf(device.Backend(arguments), snapshot), _settings.Shots, found, context.Cancellation).Count > 0)
        {
            return await RunAsync(file, "network", source, jobs).ConfigureAwait(false) is { } ran
                ? (DeviceTrains.Of(source.Plan!, spikes, ran.Result.Circuits[0], ran.View.Job.Id), ran.Run)
                : null;
        }

        context.Remark($"a job a layer: {found.First(d => d.IsError).Message}");
        if (await device.CompileAsync(arguments, graph, _settings.Shots, jobs, context).ConfigureAwait(false) is not { } network)
            return null;
        DeviceEstimate estimate = network.Estimate(_settings.Shots, 1, 1, device.Submission.IsMitigated(arguments));
        if (!await SubmissionOptions.ConfirmAsync(network.Backend, jobs.Service, estimate, device.Submission.Cost(arguments, context), context).ConfigureAwait(false))
            return null;
        var display = new JobDisplay(context, jobs.Service);
        await using (display.ConfigureAwait(false))
        {
            DeviceSampler sampler = device.Sampler(arguments, network, WorkName.NewRun(TimeProvider.System.GetUtcNow()), _settings.Seed, jobs, display);
            NetworkTrains trains = await NetworkRun
                .ExecuteAsync(graph, sampler, spikes, _settings.Shots, _settings.Seed, Environment.ProcessorCount, context.Cancellation).ConfigureAwait(false);
            string? run = await store
                .SaveAsync(arguments, "network", Path.GetFileName(file), sampler.Usage.JobIds, new Dictionary<string, byte[]>(), jobs.Service, context).ConfigureAwait(false);
            return (trains, run);
        }
    }

    private async Task<(JobView View, JobResult Result, string? Run)?> RunAsync(string file, string kind, JobSource source, OpenJobs jobs)
    {
        if (await device.Submission.DraftAsync(arguments, Path.GetFileName(file), source, device.Backend(arguments), _settings.Shots, _settings.Seed, jobs.Service, context).ConfigureAwait(false) is not { } draft
            || await WaitVerb.FollowAsync(draft.Job.Id, longest: null, jobs.Service, context, endsOnRefusal: true).ConfigureAwait(false) is not { } answer)
            return null;
        if (answer.End == WaitEnd.Refused && answer.View.Refusal is { } refusal)
        {
            context.Remark(SubmitVerb.KeptOf(answer.View));
            throw new DiagnosticException(ProviderDiagnostics.Of(refusal, device.Backend(arguments)));
        }

        JobResult result = await jobs.Service.ResultsAsync(answer.View.Job.Id, context.Cancellation).ConfigureAwait(false);
        return (answer.View, result, await store.SaveAsync(arguments, kind, answer.View, jobs.Service, context).ConfigureAwait(false));
    }

    // Whoever gave up has said why.
    private int Ended() => context.Cancellation.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failed;
}
