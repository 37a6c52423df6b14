using Sqs.Compiler.Graph;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Execution;

/// <summary>Lets a network spike for one train of input spikes.</summary>
public static class NetworkRun
{
    /// <summary>Runs a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="sampler">What lets it spike.</param>
    /// <param name="inputs">One train over all input lines, bits of the inputs one after the other.</param>
    /// <param name="shots">Number of shots.</param>
    /// <param name="seed">Seed of the spikes.</param>
    /// <param name="threads">Most threads to use; changes no bit of the result.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The spikes of all populations, a train a shot.</returns>
    public static async Task<NetworkTrains> ExecuteAsync(
        NetworkGraph graph, ISpikeSampler sampler, SpikeTensor inputs, int shots, ulong seed, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        var layout = new NetworkLayout(graph);
        var trains = new NetworkTrains(layout, samples: 1, shots);
        trains.SetInputs(inputs, samples: 1);
        var request = new SamplingRequest { Samples = 1, Seed = seed, SampleLabels = [0], Threads = threads };
        await sampler.SampleAsync(new BoundNetwork(layout), trains, request, cancellation).ConfigureAwait(false);
        return trains;
    }
}
