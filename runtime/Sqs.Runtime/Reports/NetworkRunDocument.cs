using Newtonsoft.Json.Linq;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Runs;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON document of a run of a network.</summary>
public static class NetworkRunDocument
{
    /// <summary>Describes a run.</summary>
    /// <param name="run">Identifier of the run, or null when it was not recorded.</param>
    /// <param name="settings">Shots and seed.</param>
    /// <param name="graph">The network.</param>
    /// <param name="trains">Its spikes.</param>
    /// <returns>The document; <c>spike_rates</c> has a list of steps a neuron a population.</returns>
    public static JObject Describe(string? run, RunSettings settings, NetworkGraph graph, NetworkTrains trains)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new JObject
        {
            ["run"] = run,
            ["backend"] = ProgramRun.NativeBackend,
            ["shots"] = settings.Shots,
            ["seed"] = settings.Seed,
            ["spike_rates"] = SpikeRates(graph, trains),
        };
    }

    /// <summary>The share of shots in which a neuron spiked, in any of its channels, at each step.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="trains">Its spikes.</param>
    /// <returns>Population to neurons to steps.</returns>
    public static JObject SpikeRates(NetworkGraph graph, NetworkTrains trains)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(trains);
        var document = new JObject();
        for (int i = 0; i < graph.Populations.Count; i++)
        {
            SpikeTensor spikes = trains.Populations[i];
            document[graph.Populations[i].Name] = new JArray(Enumerable.Range(0, spikes.Lines).Select(neuron =>
                new JArray(Enumerable.Range(0, spikes.Steps).Select(step =>
                    Enumerable.Range(0, spikes.Trains).Count(train => spikes.Spike(train, step, neuron) != 0) / (double)spikes.Trains))));
        }

        return document;
    }
}
