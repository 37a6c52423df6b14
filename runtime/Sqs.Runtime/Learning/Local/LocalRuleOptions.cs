namespace Sqs.Runtime.Learning.Local;

/// <summary>Settings of the local three-factor rule.</summary>
public sealed record LocalRuleOptions
{
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
}
