using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// A classical readout: at every step the neuron of its population with the largest current spikes and no other, the first among equals. As an output it answers with the
/// class of largest logit; over several shots its spikes are votes. Trainers take its currents as logits.
/// </summary>
/// <param name="Sums">Whether currents are added up from the first step on before they are compared.</param>
public sealed record WinnerNeuron(bool Sums = false) : ClassicalNeuron
{
    /// <summary>The name of the family in graph documents.</summary>
    public const string FamilyName = "winner";

    /// <inheritdoc/>
    public override string Family => FamilyName;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames => [];
}
