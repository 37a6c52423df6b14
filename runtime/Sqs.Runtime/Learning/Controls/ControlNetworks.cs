using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Neurons;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Runtime.Learning.Controls;

/// <summary>The networks that a result with SQS neurons is compared with: same graph, same weights to start from, other neurons.</summary>
public static class ControlNetworks
{
    /// <summary>The same network whose memory is never coupled to the spikes: all controlled rotations are 0 and stay so.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="frozen">Takes the parameter names to keep, for <see cref="TrainingOptions.Frozen"/>.</param>
    /// <returns>The control, or null when an ansatz entangles by gates that have no angle, so there is nothing to set to 0.</returns>
    public static NetworkGraph? WithoutEntanglement(NetworkGraph graph, out IReadOnlyList<string> frozen)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        frozen = [];
        var populations = new List<Population>();
        foreach (Population population in graph.Populations)
        {
            if (population.Neuron is not SqsNeuron { Ansatz: ChainAnsatz or FullAnsatz } neuron)
                return null;

            // Couplings are "ent..." in the chain and "c<layer>_..." in the full ansatz.
            string prefix = neuron.Ansatz is ChainAnsatz ? "ent" : "c";
            EquatableArray<string> all = neuron.ParameterNames;
            double[] parameters = [.. population.Parameters];
            for (int i = 0; i < parameters.Length; i++)
            {
                string name = all[i % all.Count];
                if (!name.StartsWith(prefix, StringComparison.Ordinal))
                    continue;
                parameters[i] = 0;
                names.Add(name);
            }

            populations.Add(population with { Parameters = [.. parameters] });
        }

        frozen = [.. names];
        return graph with { Populations = [.. populations] };
    }

    /// <summary>The same network with classical neurons that remember their last spike; angles start as in the SQS chain of two qubits where they have the same name.</summary>
    /// <param name="graph">The network.</param>
    /// <returns>The control, or null when a neuron has more than one channel.</returns>
    public static NetworkGraph? WithLastSpike(NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var model = new LastSpikeNeuron();
        var populations = new List<Population>();
        foreach (Population population in graph.Populations)
        {
            if (population.Neuron.Channels != 1)
                return null;
            EquatableArray<string> from = population.Neuron.ParameterNames;
            double[] parameters = new double[population.Size * model.ParameterNames.Count];
            for (int i = 0; i < parameters.Length; i++)
            {
                int source = from.AsSpan().IndexOf(model.ParameterNames[i % model.ParameterNames.Count]);
                parameters[i] = source < 0 ? 0 : population.Parameters[(i / model.ParameterNames.Count * from.Count) + source];
            }

            populations.Add(new Population(population.Name, population.Size, model, [.. parameters]));
        }

        return graph with { Populations = [.. populations] };
    }
}
