namespace Sqs.Providers.Devices;

/// <summary>One line of the list of backends.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Name">Name of the backend at the provider.</param>
/// <param name="State">Whether it takes jobs.</param>
/// <param name="QubitCount">Number of qubits.</param>
/// <param name="IsSimulator">Whether it is no quantum hardware.</param>
public sealed record BackendSummary(string Provider, string Name, BackendState State, int QubitCount, bool IsSimulator)
{
    /// <summary>Jobs that wait there, or null where the vendor does not say. A hint of <see cref="AsOf"/>, never a promise.</summary>
    public int? QueueLength { get; init; }

    /// <summary>How long jobs wait on average, or null where the vendor does not say. A hint, never a promise.</summary>
    public TimeSpan? QueueTime { get; init; }

    /// <summary>When the vendor said so.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>What the vendor says about the state, or null.</summary>
    public string? Note { get; init; }
}
