using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Runtime.Learning.Local;

/// <summary>Settings of the local three-factor rule.</summary>
public sealed record LocalRuleOptions : LearningRuleOptions
{
    /// <summary>The rule's name.</summary>
    public const string RuleName = "local";

    /// <inheritdoc/>
    public override string Name => RuleName;

    /// <summary>Shots of each sample.</summary>
    public int Shots { get; init; } = 10;

    /// <summary>How they are used.</summary>
    public ShotCombination Combination { get; init; } = ShotCombination.Importance;

    /// <summary>Which losses a hidden spike answers for.</summary>
    public CreditAssignment Credit { get; init; } = CreditAssignment.CostToGo;

    /// <summary>What is subtracted from the signal.</summary>
    public BaselineKind Baseline { get; init; } = BaselineKind.PerParameter;

    /// <summary>Share of the past in smoothed signals and eligibilities.</summary>
    public double Kappa { get; init; } = 0.2;

    /// <summary>Weight of the newest batch in the running means of the baseline.</summary>
    public double BaselineRate { get; init; } = 0.05;

    /// <summary>Weight of the prior that hidden neurons spike at <see cref="SparsityRate"/>.</summary>
    public double SparsityWeight { get; init; }

    /// <summary>Spike probability under the prior.</summary>
    public double SparsityRate { get; init; } = 0.3;

    /// <inheritdoc/>
    public override void Validate(DiagnosticBag diagnostics)
    {
        Require(diagnostics, Shots is >= 1 and <= 10_000, "the number of shots", Shots, "from 1 to 10000");
        Require(diagnostics, Kappa is >= 0 and < 1, "kappa", Kappa, "from 0 to below 1");
        Require(diagnostics, BaselineRate is > 0 and <= 1, "the baseline rate", BaselineRate, "above 0 and at most 1");
        Require(diagnostics, SparsityWeight is >= 0 and < double.PositiveInfinity, "the sparsity weight", SparsityWeight, "finite and not negative");
        Require(diagnostics, SparsityRate is > 0 and < 1, "the sparsity rate", SparsityRate, "between 0 and 1");
    }

    /// <inheritdoc/>
    public override void CheckNetwork(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (Population population in graph.Populations)
        {
            if (population.Neuron is not (SqsNeuron or LastSpikeNeuron or LogisticNeuron))
                diagnostics.Report(LearningDiagnostics.NotTrainable, SourceSpan.None, population.Neuron.Family, $"{SqsNeuron.FamilyName}, {LastSpikeNeuron.FamilyName} and {LogisticNeuron.FamilyName}");
        }
    }

    /// <inheritdoc/>
    public override ILearningRule Create(LearningContext context) => new LocalLearning(context, this);
}
