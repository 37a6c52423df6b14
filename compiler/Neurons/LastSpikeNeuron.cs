using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// The classical control of the SQS neuron: it remembers its own last spike and nothing else,
/// <c>p_t = sin^2((pi max(z, 0) + mem + in + s_(t-1) ent) / 2)</c>. One channel. As a circuit its memory qubit is overwritten with the measured
/// spike after every step, so it never holds more than a bit that is on record.
/// </summary>
public sealed record LastSpikeNeuron : NeuronModel
{
    /// <summary>The name of the family in graph documents.</summary>
    public const string FamilyName = "last-spike";

    /// <inheritdoc/>
    public override string Family => FamilyName;

    /// <inheritdoc/>
    public override int Channels => 1;

    /// <inheritdoc/>
    public override int MemoryQubits => 1;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames => ["ent", "mem", "in"];

    /// <inheritdoc/>
    public override void AppendStep(
        CircuitBuilder builder,
        ReadOnlySpan<int> qubits,
        ReadOnlySpan<Expression?> encoding,
        ReadOnlySpan<Expression> parameters,
        ReadOnlySpan<int> bits,
        bool isLastStep)
    {
        ArgumentNullException.ThrowIfNull(builder);
        int io = qubits[0];
        int memory = qubits[1];
        if (encoding[0] is { } angle)
            AppendEncoding(builder, qubits, 0, angle);
        builder.Gate("crx", parameters[0], memory, io);
        builder.Gate("rx", parameters[1], io);
        builder.Gate("rx", parameters[2], io);
        builder.Measure(io, bits[0]);
        if (isLastStep)
            return;
        builder.Reset(io);
        builder.Reset(memory);
        int spike = bits[0];
        builder.If(CircuitBuilder.BitIs(spike, true), () => builder.Gate("x", memory));
    }
}
