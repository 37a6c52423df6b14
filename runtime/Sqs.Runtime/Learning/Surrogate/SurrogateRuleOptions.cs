using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning.Rules;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Learning.Surrogate;

/// <summary>
/// Settings of training with surrogate gradients through time: spikes are drawn forward, and backward their derivative is that of a surrogate. The loss is the
/// cross-entropy of the softmax of scaled spike rates.
/// </summary>
public sealed record SurrogateRuleOptions : LearningRuleOptions
{
    /// <summary>The rule's name.</summary>
    public const string RuleName = "surrogate";

    /// <inheritdoc/>
    public override string Name => RuleName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HasLikelihood => false;

    /// <summary>The surrogate.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public SurrogateShape Shape { get; init; } = SurrogateShape.Sigmoid;

    /// <summary>What spike rates of the outputs, from 0 to 1, are multiplied with before the softmax.</summary>
    public double LogitScale { get; init; } = 10;

    /// <summary>Learning rate of the logarithm of <see cref="LogitScale"/> by Adam; 0 keeps the scale as it is.</summary>
    public double LogitScaleRate { get; init; }

    /// <inheritdoc/>
    public override void Validate(DiagnosticBag diagnostics)
    {
        Require(diagnostics, LogitScale > 0 && double.IsFinite(LogitScale), "the logit scale", LogitScale, "positive and finite");
        Require(diagnostics, LogitScaleRate >= 0 && double.IsFinite(LogitScaleRate), "the learning rate of the logit scale", LogitScaleRate, "finite and not negative");
    }

    /// <inheritdoc/>
    public override void CheckNetwork(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(diagnostics);
        BatchedSampler.Check(graph, diagnostics);
        Population[] winners = [.. graph.Populations.Where(static p => p.Neuron is WinnerNeuron)];
        if (winners.Length > 0 && (winners.Length > 1 || graph.Outputs.Count != 1 || graph.Outputs[0] != winners[0].Name || graph.Synapses.Any(s => s.From == winners[0].Name)))
            diagnostics.Report(LearningDiagnostics.NotLayered, SourceSpan.None, $"'{winners[0].Name}' picks a winner without being the only output");
    }

    /// <inheritdoc/>
    public override ILearningRule Create(LearningContext context) => new SurrogateLearning(context, this);
}
