using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Graph.Analysis;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Passes;

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
                diagnostics.Report(
                    CompileDiagnostics.NeuronTooWide,
                    SourceSpan.None,
                    population.Name, population.Neuron.QubitCount, options.MaximumQubits, population.Neuron.Channels,
                    population.Neuron.QubitCount - population.Neuron.Channels,
                    options.MaximumQubits >= population.Neuron.Channels
                        ? $"with {population.Neuron.Channels} channels {options.MaximumQubits - population.Neuron.Channels} memory qubits fit"
                        : $"{options.MaximumQubits} channels without memory fit");
        }

        if (diagnostics.HasErrors)
            return (null, diagnostics);

        var lowering = new LayerLowering(graph, options);
        return (new LayeredPlan(graph, [.. order.Select(lowering.Lower)]), diagnostics);
    }

    /// <summary>The programs of all circuits in order, with numbers in the place of those inputs that are known before a run.</summary>
    /// <param name="external">What input lines and biases contribute to each current, or null to leave every input open.</param>
    /// <returns>One program a circuit. Behind the first layer inputs depend on spikes and stay open.</returns>
    public IEnumerable<CircuitProgram> Programs(ExternalCurrent? external) =>
        Layers.SelectMany((layer, index) => layer.Circuits.Select(circuit =>
            external is null || index > 0 ? circuit.Program : BindInputsPass.Bind(circuit.Program, circuit.Bind(external))));

    /// <summary>Says which programs of <see cref="Programs"/> still wait for values.</summary>
    /// <returns>A warning that names the layers and counts their inputs, or nothing.</returns>
    public IEnumerable<Diagnostic> OpenInputs()
    {
        int inputs = Layers.Skip(1).Sum(l => l.Circuits.Sum(c => c.Program.Inputs.Count));
        if (inputs > 0)
            yield return CompileDiagnostics.LayersStayOpen.At(SourceSpan.None, string.Join(", ", Layers.Skip(1).SelectMany(l => l.Populations)), inputs);
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
