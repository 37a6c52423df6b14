namespace Sqs.Runtime.Execution;

/// <summary>
/// Something that lets a network spike: the host's own dynamics, circuits on the native engine, or a device. Every implementation gives joint spike trains
/// of shots from the same distribution.
/// </summary>
public interface ISpikeSampler
{
    /// <summary>Draws the spikes of all populations that are not clamped.</summary>
    /// <param name="network">The network with its values.</param>
    /// <param name="trains">Inputs and clamped populations are read, the others are written.</param>
    /// <param name="request">What to draw.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>A task that ends when the spikes are there.</returns>
    Task SampleAsync(BoundNetwork network, NetworkTrains trains, SamplingRequest request, CancellationToken cancellation);
}
