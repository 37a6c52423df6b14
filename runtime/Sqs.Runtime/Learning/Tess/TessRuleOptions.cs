using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Execution.Batched;
using Sqs.Runtime.Learning.Rules;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Runtime.Learning.Tess;

/// <summary>
/// Settings of a rule that is local in time and in space (TESS; Apolinario and Roy, arXiv 2502.01837), with the causal part of its eligibility: a synapse keeps a fading trace of
/// the spikes it carried, a neuron knows how its spike of this step depends on its current of this step, and every layer has a learning signal of its own, the error of a fixed random
/// projection of its spikes to the classes. Nothing goes back through time or layers, so every family can learn whose spike depends on the current of its own step; an ansatz that lets the
/// current reach the spike through the memory alone, a step later, has no such slope.
/// </summary>
public sealed record TessRuleOptions : LearningRuleOptions
{
    /// <summary>The rule's name.</summary>
    public const string RuleName = "tess";

    /// <inheritdoc/>
    public override string Name => RuleName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool HasLikelihood => false;

    /// <summary>What stands for the derivative of a spike.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public SurrogateShape Shape { get; init; } = SurrogateShape.Arctan;

    /// <summary>The share of a synapse's trace that is left after a step.</summary>
    public double TraceDecay { get; init; } = 0.5;

    /// <summary>Scale of the logits of every layer.</summary>
    public double LogitScale { get; init; } = 4;

    /// <inheritdoc/>
    public override void Validate(DiagnosticBag diagnostics)
    {
        Require(diagnostics, TraceDecay is >= 0 and < 1, "the trace decay", TraceDecay, "from 0 to below 1");
        Require(diagnostics, LogitScale > 0 && double.IsFinite(LogitScale), "the logit scale", LogitScale, "positive and finite");
    }

    /// <inheritdoc/>
    public override void CheckNetwork(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(diagnostics);
        BatchedSampler.Check(graph, diagnostics);
        if (graph.Populations.FirstOrDefault(static p => p.Neuron is WinnerNeuron) is { } winner)
            diagnostics.Report(LearningDiagnostics.NotTrainable, SourceSpan.None, winner.Neuron.Family, "neurons that spike on their own");
    }

    /// <inheritdoc/>
    public override ILearningRule Create(LearningContext context) => new TessLearning(context, this);
}
