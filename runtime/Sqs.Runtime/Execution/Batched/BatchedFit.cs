using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Learning;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>Says whether a network can run in a <see cref="BatchedNetwork"/>.</summary>
internal static class BatchedFit
{
    /// <summary>Checks a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="diagnostics">Takes what stands against it.</param>
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        foreach (string family in graph.Populations.Where(static p => !BatchedFamilies.Has(p.Neuron) || p is { Neuron: WinnerNeuron, Size: > WinnerNeurons.Most }).Select(static p => p.Neuron.Family).Distinct())
            diagnostics.Report(LearningDiagnostics.NotTrainable, SourceSpan.None, family, BatchedFamilies.Names);
        foreach (Synapse synapse in graph.Synapses.Where(static s => s.Kind != ConnectionKind.Dense))
            diagnostics.Report(LearningDiagnostics.NotLayered, SourceSpan.None, $"the synapses '{synapse.Name}' are listed one by one");
        if (graph.Inputs.FirstOrDefault(static i => i.Channels != 1) is { } input)
            diagnostics.Report(LearningDiagnostics.NotLayered, SourceSpan.None, $"the input '{input.Name}' has {input.Channels} channels");

        // Layers run one after the other, so a delay does not make a cycle harmless.
        var done = new HashSet<string>(graph.Inputs.Select(static i => i.Name), StringComparer.Ordinal);
        while (graph.Populations.FirstOrDefault(p => !done.Contains(p.Name) && graph.Synapses.All(s => s.To != p.Name || done.Contains(s.From))) is { } next)
            done.Add(next.Name);
        if (graph.Populations.FirstOrDefault(p => !done.Contains(p.Name)) is { } cyclic)
            diagnostics.Report(LearningDiagnostics.NotLayered, SourceSpan.None, $"the population '{cyclic.Name}' is part of a cycle or behind one");
    }
}
