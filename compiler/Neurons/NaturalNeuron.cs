using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// A neuron of natural quantization (arXiv 2503.15482): a current z turns the neuron's qubit by <c>theta = (pi / 2) (f(z) - r)</c> about y, where f is the sign or a
/// soft sign and r = +1 or -1 the record of what was last measured, so that the qubit points to the sign of z. What is measured then is the spike, +1, or silence, -1. Against
/// the paper |0> and |1> have changed names, so that the bit 1 is the record +1; the qubit starts in |0> with the record -1.
/// <para>
/// The part of theta that belongs to the record is written behind the measurement, as <c>ry(-pi)</c> where the bit is 1; it needs a measured bit alone. What is left is the encoding
/// angle <c>(pi / 2) (1 + f(z))</c>. Rotations about one axis commute, so this is the same circuit.
/// </para>
/// </summary>
/// <param name="Sharpness">The knob a: 0 for the sign, which makes the neuron classical; the larger, the softer.</param>
/// <param name="Function">The shape of f where a is not 0.</param>
public abstract record NaturalNeuron(double Sharpness, NaturalFunction Function) : NeuronModel
{
    /// <inheritdoc/>
    public sealed override int Channels => 1;

    /// <inheritdoc/>
    public sealed override bool IsSigned => true;

    /// <inheritdoc/>
    public sealed override bool HasLinearEncoding => false;

    /// <inheritdoc/>
    public sealed override EquatableArray<string> ParameterNames => [];

    /// <summary>The target function.</summary>
    /// <param name="current">The current z.</param>
    /// <returns>A number from -1 to 1; the sign of 0 is 1.</returns>
    public double Target(double current)
    {
        if (Sharpness == 0)
            return current >= 0 ? 1 : -1;
        double scaled = current / Sharpness;
        return Function == NaturalFunction.Tanh ? Math.Tanh(scaled) : Math.Clamp(scaled, -1, 1);
    }

    /// <inheritdoc/>
    public sealed override double EncodingAngle(double current) => 0.5 * Math.PI * (1 + Target(current));

    /// <inheritdoc/>
    public sealed override double EncodingSlope(double current)
    {
        if (Sharpness == 0)
            return 0;
        double target = Target(current);
        double slope = Function == NaturalFunction.Tanh ? 1 - (target * target) : Math.Abs(current) < Sharpness ? 1 : 0;
        return 0.5 * Math.PI * slope / Sharpness;
    }

    /// <inheritdoc/>
    public sealed override void AppendEncoding(CircuitBuilder builder, ReadOnlySpan<int> qubits, int channel, Expression angle)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Gate("ry", angle, qubits[^1]);
    }

    /// <inheritdoc/>
    public sealed override void AppendStep(
        CircuitBuilder builder,
        ReadOnlySpan<int> qubits,
        ReadOnlySpan<Expression?> encoding,
        ReadOnlySpan<Expression> parameters,
        ReadOnlySpan<int> bits,
        bool isLastStep)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (encoding[0] is { } angle)
            AppendEncoding(builder, qubits, 0, angle);
        AppendReadout(builder, qubits);
        builder.Measure(qubits[0], bits[0]);
        if (isLastStep)
            return;
        int system = qubits[^1];
        if (qubits.Length > 1)
            builder.Reset(qubits[0]);
        builder.If(CircuitBuilder.BitIs(bits[0], true), () => builder.Gate("ry", Expression.Float(-Math.PI), system));
    }

    /// <inheritdoc/>
    public sealed override void AppendCoherentStep(CircuitBuilder builder, ReadOnlySpan<int> qubits, ReadOnlySpan<Expression?> encoding, ReadOnlySpan<Expression> parameters)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AppendEncoding(builder, qubits, 0, encoding[0]!);
        AppendReadout(builder, qubits);
        if (qubits.Length > 1)
            builder.Gate("cry", Expression.Float(-Math.PI), qubits[0], qubits[1]);
        builder.Measure(qubits[0], 0);
        builder.Reset(qubits[0]);
    }

    /// <summary>Appends what carries the qubit's state over to the measured qubit; nothing where it is measured itself.</summary>
    /// <param name="builder">The program under construction.</param>
    /// <param name="qubits">The measured qubit first, the neuron's qubit last.</param>
    private protected abstract void AppendReadout(CircuitBuilder builder, ReadOnlySpan<int> qubits);
}
