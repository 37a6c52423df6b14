using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// Natural quantization by rotation: the qubit is measured itself, so a spike has the probability <c>(1 + sin(pi f(z) / 2)) / 2</c> whatever came before.
/// </summary>
/// <param name="Sharpness">The knob a.</param>
/// <param name="Function">The shape of f.</param>
public sealed record NaturalRotationNeuron(double Sharpness, NaturalFunction Function) : NaturalNeuron(Sharpness, Function)
{
    /// <summary>The name of the family in graph documents.</summary>
    public const string FamilyName = "natural-rotation";

    /// <inheritdoc/>
    public override string Family => FamilyName;

    /// <inheritdoc/>
    public override int MemoryQubits => 0;

    private protected override void AppendReadout(CircuitBuilder builder, ReadOnlySpan<int> qubits)
    {
        // The neuron's qubit is the measured one.
    }
}
