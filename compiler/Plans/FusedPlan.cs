using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Plans;

/// <summary>
/// A graph as one dynamic circuit: all neurons, all steps, forward and recurrent synapses; the control electronics turn measured spikes into
/// encoding angles. What input lines contribute is worked out on the host and bound.
/// </summary>
/// <param name="Graph">The graph.</param>
/// <param name="Program">The program.</param>
/// <param name="Groups">
/// Where the neurons of each population find qubits, bits and parameters; their encoding inputs are those of <paramref name="Encodings"/>.
/// </param>
/// <param name="Encodings">How each current comes about; currents that are always zero are left out.</param>
/// <param name="Decisions">What was chosen for the feed-forward.</param>
public sealed record FusedPlan(
    NetworkGraph Graph,
    CircuitProgram Program,
    EquatableArray<NeuronGroup> Groups,
    EquatableArray<FusedEncoding> Encodings,
    EquatableArray<FeedForwardDecision> Decisions)
{
    /// <summary>Plans a graph for a target. For a target without feed-forward the conditionals are left to the deferred-measurement pass.</summary>
    /// <param name="graph">The graph; every cycle has a delay.</param>
    /// <param name="target">The target.</param>
    /// <param name="options">Choices, or null for the defaults.</param>
    /// <returns>The plan, or null with the reasons, in numbers, why there is none.</returns>
    public static (FusedPlan? Plan, DiagnosticBag Diagnostics) Create(NetworkGraph graph, Target target, FusedPlanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(target);
        var diagnostics = new DiagnosticBag();
        LayeredPlan.CheckCircuits(graph, diagnostics);
        if (diagnostics.HasErrors)
            return (null, diagnostics);
        FusedPlan plan = new FusedLowering(graph, target, options ?? new FusedPlanOptions(), diagnostics).Lower();
        return diagnostics.HasErrors ? (null, diagnostics) : (plan, diagnostics);
    }

    /// <summary>The values of the program's inputs for one sample.</summary>
    /// <param name="external">What input lines and biases contribute to each current.</param>
    /// <returns>One value an input, angles in radians.</returns>
    public double[] Bind(ExternalCurrent external)
    {
        ArgumentNullException.ThrowIfNull(external);
        double[] values = new double[Program.Inputs.Count];
        foreach (NeuronGroup group in Groups.Where(g => g.FirstParameter >= 0))
            group.Population.Parameters.AsSpan().CopyTo(values.AsSpan(group.FirstParameter));
        foreach (FusedEncoding encoding in Encodings.Where(e => e.FirstInput >= 0))
        {
            NeuronModel model = Graph.FindPopulation(encoding.Population)!.Neuron;
            double current = external(encoding.Population, encoding.Neuron, encoding.Step, encoding.Channel);
            for (int pattern = 0; pattern < 1 << encoding.Heard.Count; pattern++)
                values[encoding.FirstInput + pattern] = encoding.AngleOf(model, current, pattern);
        }

        return values;
    }
}
