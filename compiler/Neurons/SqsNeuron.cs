using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Neurons.Ansaetze;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// The stochastic quantum spiking neuron (arXiv 2506.21324, section III): N input-output qubits whose measured outcomes are the spike and N_M
/// memory qubits that keep their conditioned state from step to step.
/// </summary>
/// <param name="IoQubits">Number of input-output qubits N, at least 1.</param>
/// <param name="Memory">Number of memory qubits N_M, at least 0.</param>
/// <param name="Ansatz">The circuit V(theta) between encoding and measurement.</param>
public sealed record SqsNeuron(int IoQubits, int Memory, Ansatz Ansatz) : NeuronModel
{
    /// <summary>The name of the family in graph documents.</summary>
    public const string FamilyName = "sqs";

    /// <inheritdoc/>
    public override string Family => FamilyName;

    /// <inheritdoc/>
    public override int Channels => IoQubits;

    /// <inheritdoc/>
    public override int MemoryQubits => Memory;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames => Ansatz.ParameterNames(IoQubits, Memory);

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
        for (int channel = 0; channel < IoQubits; channel++)
        {
            if (encoding[channel] is { } angle)
                AppendEncoding(builder, qubits, channel, angle);
        }

        Ansatz.Append(builder, qubits[..IoQubits], qubits[IoQubits..], parameters);
        for (int channel = 0; channel < IoQubits; channel++)
            builder.Measure(qubits[channel], bits[channel]);
        for (int channel = 0; channel < IoQubits && !isLastStep; channel++)
            builder.Reset(qubits[channel]);
    }
}
