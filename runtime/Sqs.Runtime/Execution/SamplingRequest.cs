namespace Sqs.Runtime.Execution;

/// <summary>What to sample into a <see cref="NetworkTrains"/>.</summary>
public sealed record SamplingRequest
{
    /// <summary>Number of samples, from the first on.</summary>
    public required int Samples { get; init; }

    /// <summary>Seed of the spikes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>A label a sample, for instance made of epoch and index. On the host the spikes of a sample depend on it and the shot alone; a circuit's on the whole batch.</summary>
    public required IReadOnlyList<ulong> SampleLabels { get; init; }

    /// <summary>Indices of populations whose spikes are given and are not drawn.</summary>
    public IReadOnlySet<int> Clamped { get; init; } = new HashSet<int>();

    /// <summary>Most threads to use.</summary>
    public int Threads { get; init; } = 1;
}
