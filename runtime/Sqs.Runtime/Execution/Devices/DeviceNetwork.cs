using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Jobs;
using Sqs.Compiler.Targets.Resources;
using Sqs.Providers.Costs;
using Sqs.Providers.Devices;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>A network compiled for a device, layer by layer, with its parameters as inputs: one compilation serves a whole training run.</summary>
public sealed class DeviceNetwork
{
    private readonly IReadOnlyDictionary<LayerCircuit, CompiledProgram> _programs;
    private readonly Target _target;

    private DeviceNetwork(string backend, BackendSnapshot device, Target target, LayeredPlan plan, IReadOnlyDictionary<LayerCircuit, CompiledProgram> programs)
    {
        _target = target;
        Backend = backend;
        Device = device;
        Plan = plan;
        _programs = programs;
    }

    /// <summary>Specification of the backend.</summary>
    public string Backend { get; }

    /// <summary>The device as it was when the network was compiled.</summary>
    public BackendSnapshot Device { get; }

    /// <summary>The plan.</summary>
    public LayeredPlan Plan { get; }

    /// <summary>Compiles a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="device">What the device can do.</param>
    /// <param name="target">The device in the compiler's terms.</param>
    /// <param name="shots">Shots a circuit, for limits.</param>
    /// <param name="diagnostics">Takes why there is none, and warnings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The network, or null.</returns>
    public static DeviceNetwork? Create(
        NetworkGraph graph, string backend, BackendSnapshot device, Target target, int shots, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var options = new CompileOptions { Shots = shots, Plan = NetworkPlanKind.Layered, Parameters = ParameterBinding.Inputs };
        (CompiledNetwork? network, DiagnosticBag found) = TargetCompiler.Compile(graph, target, options, cancellationToken);
        diagnostics.AddRange(found);
        if (network?.Layered is not { } plan)
            return null;
        var programs = new Dictionary<LayerCircuit, CompiledProgram>(ReferenceEqualityComparer.Instance);
        foreach ((LayerCircuit circuit, CompiledProgram program) in plan.Layers.SelectMany(l => l.Circuits).Zip(network.Programs))
            programs[circuit] = program;
        return new DeviceNetwork(backend, device, target, plan, programs);
    }

    /// <summary>Estimates what running samples takes, by the target's planning figures. Every layer runs a circuit a sample and shot.</summary>
    /// <param name="samples">Samples a batch.</param>
    /// <param name="shots">Shots a sample.</param>
    /// <param name="batches">Number of batches.</param>
    /// <param name="isMitigated">Whether errors are mitigated, which has a price of its own.</param>
    /// <returns>The sum over all jobs.</returns>
    public DeviceEstimate Estimate(int samples, int shots, int batches, bool isMitigated)
    {
        long jobs = 0;
        double seconds = 0;
        double price = 0;
        foreach (PlanLayer layer in Plan.Layers)
        {
            var programs = layer.Circuits.Select(c => new JobProgram(c.Program.Name.Text, ProgramOf(c).Resources, 0, samples)).ToList();
            JobEstimate estimate = JobEstimate.Of(programs, _target, shots);
            jobs += Math.Max(1, estimate.Jobs);
            seconds += estimate.QpuSeconds;
            price += isMitigated ? estimate.MostPrice : estimate.LeastPrice;
        }

        // Who charges by the time a processor is taken has a time that every job takes.
        Money cost = _target.Cost.SecondsPerJob > 0 ? new Money((decimal)Math.Round(seconds * batches, 2), Money.QpuSeconds) : new Money((decimal)Math.Round(price * batches, 2), "usd");
        return new DeviceEstimate(jobs * batches, cost);
    }

    /// <summary>The program of a circuit as the device takes it.</summary>
    internal CompiledProgram ProgramOf(LayerCircuit circuit) => _programs[circuit];
}
