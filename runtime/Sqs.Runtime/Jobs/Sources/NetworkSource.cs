using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Targets;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Spikes;
using Sqs.Simulation;

namespace Sqs.Runtime.Jobs.Sources;

/// <summary>A whole network on one train of input spikes, as one program: the fused plan. A plan of layers is several jobs, each made from the results of the one before.</summary>
/// <param name="graph">The network.</param>
/// <param name="spikes">The input spikes, one train.</param>
public sealed class NetworkSource(NetworkGraph graph, SpikeTensor spikes) : JobSource
{
    /// <summary>The plan of the last job that was made, or null.</summary>
    public FusedPlan? Plan { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyList<CircuitRequest> Compose(Target target, int shots, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var options = new CompileOptions { Shots = shots, Plan = NetworkPlanKind.Fused };
        (CompiledNetwork? network, DiagnosticBag found) = TargetCompiler.Compile(graph, target, options, cancellationToken);
        diagnostics.AddRange(found);
        if (network?.Fused is not { } plan)
        {
            diagnostics.Report(JobDiagnostics.NotOneJob, SourceSpan.None, target.Name);
            return [];
        }

        Plan = plan;
        double[] values = plan.Bind(ExternalCurrents.Of(graph, spikes));
        return Circuits(network.Programs[0], new ParameterSets(1, values.Length, values), shots);
    }
}
