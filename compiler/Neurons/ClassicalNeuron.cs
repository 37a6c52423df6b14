using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons;

/// <summary>
/// A neuron without a circuit: a classical control that stands beside quantum neurons in the same graphs, trainers and reports. Plans refuse it with a diagnostic.
/// </summary>
public abstract record ClassicalNeuron : NeuronModel
{
    /// <inheritdoc/>
    public override int Channels => 1;

    /// <inheritdoc/>
    public sealed override int MemoryQubits => 0;

    /// <inheritdoc/>
    public sealed override int QubitCount => 0;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public sealed override void AppendStep(
        CircuitBuilder builder,
        ReadOnlySpan<int> qubits,
        ReadOnlySpan<Expression?> encoding,
        ReadOnlySpan<Expression> parameters,
        ReadOnlySpan<int> bits,
        bool isLastStep) => throw new NotSupportedException($"Neurons of the family '{Family}' have no circuit.");
}
