using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Providers.Devices;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Execution.Devices;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Verbs.Jobs;

/// <summary>Options of verbs that run networks on a device: where, at what cost, and where the jobs are kept.</summary>
internal sealed class DeviceOptions
{
    private readonly Option<string> _backend = new("--backend")
    {
        Description = "Where to run: native, ibm:NAME or ionq:NAME, with @PROFILE for a named credential.",
        DefaultValueFactory = _ => ProgramRun.NativeBackend,
    };

    /// <summary>How jobs are sent.</summary>
    public SubmissionOptions Submission { get; } = new();

    /// <summary>Where jobs are kept.</summary>
    public JobStoreOptions Store { get; } = new();

    /// <summary>Options that only a device has a use for.</summary>
    public IEnumerable<Option> ForDevices => [.. Submission.All, Store.Option];

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        command.Add(_backend);
        Submission.AddTo(command);
        Store.AddTo(command);
    }

    /// <summary>Specification of the backend.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>For instance <c>ibm:ibm_kingston</c>.</returns>
    public string Backend(ParseResult arguments) => arguments.GetRequiredValue(_backend);

    /// <summary>Whether a device is meant, and not the engine of this machine.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>True for a device.</returns>
    public bool IsDevice(ParseResult arguments) => Backend(arguments) != ProgramRun.NativeBackend;

    /// <summary>Reads the device and compiles a network for it, layer by layer.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="graph">The network.</param>
    /// <param name="shots">Shots a sample.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="context">Where diagnostics go.</param>
    /// <returns>The network, or null where it does not fit.</returns>
    public async Task<DeviceNetwork?> CompileAsync(ParseResult arguments, NetworkGraph graph, int shots, OpenJobs jobs, VerbContext context)
    {
        string backend = Backend(arguments);
        BackendSnapshot device = await jobs.Service.SnapshotAsync(backend, context.Cancellation).ConfigureAwait(false);
        if (device.Warning is { } warning)
            context.Remark($"{backend}: {warning}");
        var diagnostics = new DiagnosticBag();
        DeviceNetwork? network = DeviceNetwork.Create(graph, backend, device, jobs.Service.TargetOf(backend, device), shots, diagnostics, context.Cancellation);
        context.Report(diagnostics);
        return network;
    }

    /// <summary>Makes the sampler of a run whose cost has been agreed to.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="network">The network on the device.</param>
    /// <param name="run">Identifier of the run.</param>
    /// <param name="seed">Seed of simulators and of drawing counts.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="progress">Receives each job after each step, or null.</param>
    /// <returns>The sampler.</returns>
    public DeviceSampler Sampler(ParseResult arguments, DeviceNetwork network, string run, ulong seed, OpenJobs jobs, IProgress<JobView>? progress) =>
        new(network, new JobRunner(jobs.Service, new CostBudget(Submission.Limit(arguments)).Take, progress), run, Submission.Job(arguments, seed));
}
