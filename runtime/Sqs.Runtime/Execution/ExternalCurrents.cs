using Sqs.Compiler.Graph;
using Sqs.Compiler.Plans;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Execution;

/// <summary>What input spikes and biases contribute to the currents of a network, with every neuron silent.</summary>
public static class ExternalCurrents
{
    /// <summary>Works the currents of one sample out.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="inputs">One train over all input lines.</param>
    /// <returns>The currents by population, neuron, step and channel.</returns>
    public static ExternalCurrent Of(NetworkGraph graph, SpikeTensor inputs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var layout = new NetworkLayout(graph);
        var network = new BoundNetwork(layout);
        var trains = new NetworkTrains(layout, samples: 1, shots: 1);
        trains.SetInputs(inputs, samples: 1);
        var currents = new Dictionary<string, double[][]>(StringComparer.Ordinal);
        foreach (PopulationLayout population in layout.Populations)
        {
            double[][] steps = [.. Enumerable.Range(0, graph.Steps).Select(_ => new double[population.Width])];
            for (int step = 0; step < steps.Length; step++)
                network.Currents(population, trains, 0, step, steps[step]);
            currents[population.Population.Name] = steps;
        }

        var channels = layout.Populations.ToDictionary(p => p.Population.Name, p => p.Channels, StringComparer.Ordinal);
        return (population, neuron, step, channel) => currents[population][step][(neuron * channels[population]) + channel];
    }
}
