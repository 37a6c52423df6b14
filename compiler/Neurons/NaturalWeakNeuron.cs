using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// Natural quantization by weak measurement: an ancilla reads the neuron's qubit with a strength, <c>P(m) = (1 + m sin(g) &lt;Z&gt;) / 2</c> with the Kraus operators
/// <c>M_m = diag(sqrt((1 + m sin g) / 2), sqrt((1 - m sin g) / 2))</c>. The record may then differ from the qubit, which is not destroyed: errors go on to the next
/// step, or to the population that goes on with the qubits. Circuit: <c>ry(pi/2 - g) a; cry(2g) q, a; measure a; reset a</c>.
/// </summary>
/// <param name="Sharpness">The knob a.</param>
/// <param name="Function">The shape of f.</param>
/// <param name="Strength">The knob g, from 0 to pi/2, radians; pi/2 for a projective measurement.</param>
public sealed record NaturalWeakNeuron(double Sharpness, NaturalFunction Function, double Strength) : NaturalNeuron(Sharpness, Function)
{
    /// <summary>The name of the family in graph documents.</summary>
    public const string FamilyName = "natural-weak";

    /// <inheritdoc/>
    public override string Family => FamilyName;

    /// <inheritdoc/>
    public override int MemoryQubits => 1;

    private protected override void AppendReadout(CircuitBuilder builder, ReadOnlySpan<int> qubits)
    {
        builder.Gate("ry", Expression.Float((0.5 * Math.PI) - Strength), qubits[0]);
        builder.Gate("cry", Expression.Float(2 * Strength), qubits[1], qubits[0]);
    }
}
