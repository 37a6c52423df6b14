using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Sqs.Runtime.Experiments;

/// <summary>
/// An experiment as its file says: every case at every point of the grid from every seed is one run. <c>${name}</c> in the texts of a case stands for the value of a grid axis, or for
/// one given on the command line; a text that is nothing else becomes the value itself.
/// </summary>
public sealed record Experiment
{
    /// <summary>A title for people.</summary>
    [JsonProperty(Required = Required.Always)]
    public required string Title { get; init; }

    /// <summary>What it shows, for the report.</summary>
    public string About { get; init; } = string.Empty;

    /// <summary>Seeds of initial values, order and spikes.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [0];

    /// <summary>Axes of the grid: a name and its values.</summary>
    public IReadOnlyDictionary<string, JValue[]> Grid { get; init; } = new Dictionary<string, JValue[]>();

    /// <summary>What all cases have in common; see <see cref="ExperimentCase"/>.</summary>
    public JObject Common { get; init; } = [];

    /// <summary>The cases: objects that go over <see cref="Common"/>, each with a name.</summary>
    [JsonProperty(Required = Required.Always)]
    public required IReadOnlyList<JObject> Cases { get; init; }

    /// <summary>What the tables and plots are about.</summary>
    public ExperimentReportSettings Report { get; init; } = new();
}
