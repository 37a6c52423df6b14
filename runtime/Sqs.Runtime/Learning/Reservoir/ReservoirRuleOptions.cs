using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Runtime.Learning.Reservoir;

/// <summary>
/// Settings of the reservoir mode: angles and weights stay as they are, and only the readout learns, the dense weights that lead to an output population of the family
/// <c>winner</c>. At the end of every epoch they are the ridge regression of the classes on the spike counts, over all shots drawn so far.
/// </summary>
public sealed record ReservoirRuleOptions : LearningRuleOptions
{
    /// <summary>The rule's name.</summary>
    public const string RuleName = "reservoir";

    /// <inheritdoc/>
    public override string Name => RuleName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HasLikelihood => false;

    /// <summary>Weight of the squared norm of the readout against the mean squared error.</summary>
    public double Ridge { get; init; } = 1e-3;

    /// <inheritdoc/>
    public override void Validate(DiagnosticBag diagnostics) =>
        Require(diagnostics, Ridge > 0 && double.IsFinite(Ridge), "the ridge", Ridge, "positive and finite");

    /// <inheritdoc/>
    public override void CheckNetwork(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(diagnostics);
        Synapse[] readout = graph.Outputs.Count == 1 ? [.. graph.Synapses.Where(s => s.To == graph.Outputs[0])] : [];
        bool isReadout = readout.Length > 0 && graph.FindPopulation(graph.Outputs[0])!.Neuron is WinnerNeuron
            && readout.All(s => s.Kind == ConnectionKind.Dense && s.Delay == 0 && graph.FindPopulation(s.From) is { Neuron.Channels: 1 });
        if (!isReadout)
            diagnostics.Report(LearningDiagnostics.NotLayered, SourceSpan.None, $"the outputs are no readout: one population of the family '{WinnerNeuron.FamilyName}' behind populations of one channel");
    }

    /// <inheritdoc/>
    public override ILearningRule Create(LearningContext context) => new ReservoirLearning(context, this);
}
