using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Analysis;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;

namespace Sqs.Compiler.Plans;

/// <summary>
/// A graph as one circuit a layer. Between layers the host computes, shot by shot, the currents that the recorded spikes cause and binds
/// them to the next layer's encoding inputs. Only for graphs without cycles, delayed ones included. Classical populations have no circuit: the host
/// works their spikes out in their turn.
/// </summary>
/// <param name="Graph">The graph.</param>
/// <param name="Layers">The layers in the order they run.</param>
public sealed record LayeredPlan(NetworkGraph Graph, EquatableArray<PlanLayer> Layers)
{
    /// <summary>Plans a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Choices, or null for the defaults.</param>
    /// <returns>The plan, or null with the reasons why there is none.</returns>
    public static (LayeredPlan? Plan, DiagnosticBag Diagnostics) Create(NetworkGraph graph, LayeredPlanOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new LayeredPlanOptions();
        var diagnostics = new DiagnosticBag();
        EquatableArray<string> cycle = LayerOrder.Find(graph, out EquatableArray<EquatableArray<string>> order);
        if (!cycle.IsEmpty)
            diagnostics.Report(CompileDiagnostics.CyclicForLayers, SourceSpan.None, string.Join(" -> ", cycle));
        if (!graph.Populations.Any(static p => p.Neuron is not ClassicalNeuron))
            CheckCircuits(graph, diagnostics);
        foreach (Population population in graph.Populations)
        {
            if (population.Continues is { } source)
                diagnostics.Report(CompileDiagnostics.ContinuedQubits, SourceSpan.None, population.Name, source);
            if (population.Neuron.QubitCount > options.MaximumQubits)
                diagnostics.Report(CompileDiagnostics.NeuronTooWide, SourceSpan.None, population.Name, population.Neuron.QubitCount, options.MaximumQubits);
        }

        if (diagnostics.HasErrors)
            return (null, diagnostics);

        var lowering = new LayerLowering(graph, options);
        return (new LayeredPlan(graph, [.. order.Select(lowering.Lower)]), diagnostics);
    }

    /// <summary>Reports neurons that no plan can run.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="diagnostics">Takes one diagnostic a population.</param>
    internal static void CheckCircuits(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (Population population in graph.Populations.Where(static p => p.Neuron is ClassicalNeuron))
            diagnostics.Report(CompileDiagnostics.NoCircuit, SourceSpan.None, population.Neuron.Family, population.Name);
    }
}
