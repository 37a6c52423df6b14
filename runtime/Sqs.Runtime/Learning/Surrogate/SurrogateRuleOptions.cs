using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
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

    /// <inheritdoc/>
    public override void Validate(DiagnosticBag diagnostics) =>
        Require(diagnostics, LogitScale > 0 && double.IsFinite(LogitScale), "the logit scale", LogitScale, "positive and finite");

    /// <inheritdoc/>
    public override void CheckNetwork(NetworkGraph graph, DiagnosticBag diagnostics) => BatchedSampler.Check(graph, diagnostics);

    /// <inheritdoc/>
    public override ILearningRule Create(LearningContext context) => new SurrogateLearning(context, this);
}
