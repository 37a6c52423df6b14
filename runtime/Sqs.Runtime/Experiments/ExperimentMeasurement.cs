namespace Sqs.Runtime.Experiments;

/// <summary>A way to measure a trained network on the test part.</summary>
public sealed record ExperimentMeasurement
{
    /// <summary>Shots a sample, whose spikes are added up.</summary>
    public int Shots { get; init; } = 1;

    /// <summary>Noise of the circuits: <c>ideal</c>, the name of a target, or a file.</summary>
    public string Noise { get; init; } = "ideal";

    /// <summary>Where spikes come from: <c>host</c>, <c>batched</c> or <c>circuits</c>; noise takes circuits. The fastest that fits when null.</summary>
    public string? Sampler { get; init; }

    /// <summary>Its name in tables.</summary>
    public string Label => $"{Shots} shot{(Shots == 1 ? string.Empty : "s")}{(Noise == "ideal" ? string.Empty : $", {Noise}")}";
}
