namespace Sqs.Compiler.Plans;

/// <summary>Choices of a <see cref="LayeredPlan"/>.</summary>
public sealed record LayeredPlanOptions
{
    /// <summary>How the neurons' own parameters stand in the programs.</summary>
    public ParameterBinding Parameters { get; init; } = ParameterBinding.Literal;

    /// <summary>
    /// The most qubits a circuit may have; a layer that needs more is spread over several circuits, whole neurons each. Neurons of a layer
    /// do not interact within a step, so this changes no distribution.
    /// </summary>
    public int MaximumQubits { get; init; } = int.MaxValue;
}
