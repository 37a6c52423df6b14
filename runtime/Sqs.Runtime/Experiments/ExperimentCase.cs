using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Runtime.Learning;

namespace Sqs.Runtime.Experiments;

/// <summary>One way to reach a result, every value in its place.</summary>
public sealed record ExperimentCase
{
    /// <summary>Its name in tables.</summary>
    [JsonProperty(Required = Required.Always)]
    public required string Name { get; init; }

    /// <summary>The model: a path beside the experiment's file, or the document itself. None for controls without a network.</summary>
    public JToken? Model { get; init; }

    /// <summary>A control without a network: <c>majority</c> or <c>logistic-regression</c>.</summary>
    public string? Control { get; init; }

    /// <summary>What is done to the model: <c>no-entanglement</c> or <c>last-spike</c>; see <see cref="Learning.Controls.ControlNetworks"/>.</summary>
    public string? Transform { get; init; }

    /// <summary>The dataset specification.</summary>
    [JsonProperty(Required = Required.Always)]
    public required string Data { get; init; }

    /// <summary>Datasets to learn from first, one after the other. The network takes the number of steps of each.</summary>
    public IReadOnlyList<string> Lessons { get; init; } = [];

    /// <summary>How initial values are drawn; as the model says when null.</summary>
    public NetworkInitializer? Initialise { get; init; }

    /// <summary>Settings of the training.</summary>
    public JObject Training { get; init; } = [];

    /// <summary>Networks that are trained, from seeds of their own, and vote together.</summary>
    public int Ensemble { get; init; } = 1;

    /// <summary>How the trained network is measured; each is a row of the tables.</summary>
    public IReadOnlyList<ExperimentMeasurement> Measure { get; init; } = [new()];
}
