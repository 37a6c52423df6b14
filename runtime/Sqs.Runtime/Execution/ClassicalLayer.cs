using Sqs.Compiler.Plans;

namespace Sqs.Runtime.Execution;

/// <summary>The populations of a layer that have no circuit: the host works their spikes out once all layers before them have spiked.</summary>
internal static class ClassicalLayer
{
    /// <summary>Draws their spikes, if there are any.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="network">The network with its values.</param>
    /// <param name="trains">The spikes of the layers before are read; those of these populations are written.</param>
    /// <param name="request">What is drawn.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A task that ends when the spikes are there.</returns>
    public static Task SampleAsync(PlanLayer layer, BoundNetwork network, NetworkTrains trains, SamplingRequest request, CancellationToken cancellation)
    {
        PopulationLayout[] own = [.. network.Layout.Populations.Where(p => layer.Populations.Contains(p.Population.Name) && p.Population.Neuron.QubitCount == 0)];
        if (own.Length == 0)
            return Task.CompletedTask;
        HashSet<int> given = [.. Enumerable.Range(0, network.Layout.Populations.Length).Except(own.Select(p => p.Index)), .. request.Clamped];
        return new KrausSampler().SampleAsync(network, trains, request with { Clamped = given }, cancellation);
    }
}
