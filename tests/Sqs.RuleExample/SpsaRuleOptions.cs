using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.RuleExample;

/// <summary>Settings of simultaneous perturbation: all parameters move together by a random sign each, forth and back, and the difference of the two losses is every gradient.</summary>
public sealed record SpsaRuleOptions : LearningRuleOptions
{
    /// <inheritdoc/>
    public override string Name => "spsa";

    /// <inheritdoc/>
    public override bool HasLikelihood => false;

    /// <summary>Length of a move, in units of the parameters.</summary>
    public double Distance { get; init; } = 0.1;

    /// <summary>Shots a sample and side.</summary>
    public int Shots { get; init; } = 10;

    /// <summary>Random directions a batch, whose gradients are averaged.</summary>
    public int Directions { get; init; } = 4;

    /// <inheritdoc/>
    public override void Validate(DiagnosticBag diagnostics)
    {
        Require(diagnostics, Distance > 0 && double.IsFinite(Distance), "the distance", Distance, "positive and finite");
        Require(diagnostics, Shots >= 1 && Directions >= 1, "the number of shots or directions", Math.Min(Shots, Directions), "at least 1");
    }

    /// <inheritdoc/>
    public override void CheckNetwork(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        // Every network that spikes can be perturbed.
    }

    /// <inheritdoc/>
    public override ILearningRule Create(LearningContext context) => new SpsaRule(context, this);
}
