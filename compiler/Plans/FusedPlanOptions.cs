namespace Sqs.Compiler.Plans;

/// <summary>Choices of a <see cref="FusedPlan"/>.</summary>
public sealed record FusedPlanOptions
{
    /// <summary>How the neurons' own parameters stand in the program.</summary>
    public ParameterBinding Parameters { get; init; } = ParameterBinding.Literal;

    /// <summary>The most measured bits a table of currents may depend on; it has two to this power cases.</summary>
    public int MaximumTableBits { get; init; } = 10;
}
