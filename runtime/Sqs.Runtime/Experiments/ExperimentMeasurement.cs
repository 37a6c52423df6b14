using Sqs.Runtime.Learning.Mitigation;

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

    /// <summary>Whether output rates are corrected by the readout errors of their qubits; takes circuits.</summary>
    public bool ReadoutCorrection { get; init; }

    /// <summary>How many times as many gates each neuron has in the runs that are extrapolated to none, such as 1 and 3; takes circuits. None for no extrapolation.</summary>
    public IReadOnlyList<int> Folds { get; init; } = [1];

    /// <summary>What is done against noise.</summary>
    internal MitigationOptions Mitigation => new() { Readout = ReadoutCorrection, Folds = [.. Folds] };

    /// <summary>Its name in tables.</summary>
    internal string Label =>
        string.Join(", ", (string[])[$"{Shots} shot{(Shots == 1 ? string.Empty : "s")}", .. Noise == "ideal" ? (string[])[] : [Noise], .. Mitigation.IsNone ? (string[])[] : [Mitigation.Label]]);
}
