using Newtonsoft.Json.Linq;
using Sqs.Runtime.Learning;

namespace Sqs.Runtime.Experiments;

/// <summary>What a run gave; its file in the folder of the experiment.</summary>
public sealed record ExperimentResult
{
    /// <summary>Identifier of the run.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the case.</summary>
    public required string Case { get; init; }

    /// <summary>The grid point.</summary>
    public required IReadOnlyDictionary<string, JValue> Point { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of trainable numbers; 0 for controls without a network.</summary>
    public int Parameters { get; init; }

    /// <summary>The epochs of the training, of the first network of an ensemble.</summary>
    public IReadOnlyList<EpochMetrics> Epochs { get; init; } = [];

    /// <summary>The measurements, in the order of the case.</summary>
    public required IReadOnlyList<MeasuredAccuracy> Measured { get; init; }

    /// <summary>Wall time of the run in seconds.</summary>
    public double Seconds { get; init; }
}
