using Newtonsoft.Json.Linq;

namespace Sqs.Runtime.Experiments;

/// <summary>What tables and plots of an experiment are about.</summary>
public sealed record ExperimentReportSettings
{
    /// <summary>The grid axis that plots run along; none for no plot of the grid.</summary>
    public string? X { get; init; }

    /// <summary>Whether plots show the error, 1 - accuracy.</summary>
    public bool Error { get; init; }

    /// <summary>Name of the case that others are compared with, run by run; none for no comparison.</summary>
    public string? Baseline { get; init; }

    /// <summary>The grid point of the baseline: axes that are left out are those of the other.</summary>
    public IReadOnlyDictionary<string, JValue> BaselineAt { get; init; } = new Dictionary<string, JValue>();
}
