using Sqs.Compiler.Graph;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Plots;

/// <summary>The spikes of a network in its first shot.</summary>
public static class NetworkRaster
{
    private const int MaximumRows = 200;

    /// <summary>Draws inputs and populations, top to bottom in document order; the first 200 rows of a wide network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="trains">Its spikes.</param>
    /// <returns>The raster.</returns>
    public static SpikeRaster Of(NetworkGraph graph, NetworkTrains trains)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(trains);
        var rows = new List<(string Name, SpikeTensor Spikes, int Line)>();
        for (int i = 0; i < graph.Inputs.Count; i++)
            Add(rows, graph.Inputs[i].Name, trains.Inputs[i]);
        for (int i = 0; i < graph.Populations.Count; i++)
            Add(rows, graph.Populations[i].Name, trains.Populations[i]);
        return new SpikeRaster(graph.Name, [.. rows.Select(r => r.Name)], graph.Steps, (row, step) => rows[row].Spikes.Spike(0, step, rows[row].Line) != 0);
    }

    private static void Add(List<(string Name, SpikeTensor Spikes, int Line)> rows, string name, SpikeTensor spikes)
    {
        for (int line = 0; line < spikes.Lines && rows.Count < MaximumRows; line++)
            rows.Add(($"{name}[{line}]", spikes, line));
    }
}
