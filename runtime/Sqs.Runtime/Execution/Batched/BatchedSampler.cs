using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;

namespace Sqs.Runtime.Execution.Batched;

/// <summary>
/// Draws spikes with kernels in single precision: for layered networks of the families that have them, see <see cref="Check"/>. The same draws as
/// <see cref="KrausSampler"/> but for about one in a million, and many times faster. One call at a time.
/// </summary>
public sealed class BatchedSampler : ISpikeSampler
{
    private BoundNetwork? _network;
    private BatchedNetwork? _batched;
    private long _version;

    /// <summary>Says whether this can run a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="diagnostics">Takes what stands against it.</param>
    public static void Check(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(diagnostics);
        BatchedFit.Check(graph, diagnostics);
    }

    /// <summary>The fastest sampler on the host that can run a network.</summary>
    /// <param name="graph">The network.</param>
    /// <returns>This kind where it fits, else <see cref="KrausSampler"/>.</returns>
    public static ISpikeSampler Fastest(NetworkGraph graph)
    {
        var against = new DiagnosticBag();
        Check(graph, against);
        return against.HasErrors ? new KrausSampler() : new BatchedSampler();
    }

    /// <inheritdoc/>
    public Task SampleAsync(BoundNetwork network, NetworkTrains trains, SamplingRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(trains);
        ArgumentNullException.ThrowIfNull(request);
        if (_network != network)
            (_network, _batched, _version) = (network, new BatchedNetwork(network.Layout), -1);
        if (_version != network.Version)
        {
            _batched!.Bind(network.Parameters);
            _version = network.Version;
        }

        _batched!.Forward(trains, request, withGradient: false, cancellation);
        return Task.CompletedTask;
    }
}
