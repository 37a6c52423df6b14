using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons;

/// <summary>A family of neurons with its structural settings: how one time step becomes circuit operations.</summary>
public abstract record NeuronModel
{
    /// <summary>The family's name in graph documents, for instance <c>sqs</c>.</summary>
    public abstract string Family { get; }

    /// <summary>Number of input-output channels N: bits a spike has, and currents a neuron takes a step.</summary>
    public abstract int Channels { get; }

    /// <summary>Number of memory qubits.</summary>
    public abstract int MemoryQubits { get; }

    /// <summary>Names of a neuron's own parameters, in the order they are stored.</summary>
    public abstract EquatableArray<string> ParameterNames { get; }

    /// <summary>Where initial values of the parameters are drawn around, in the order of <see cref="ParameterNames"/>; 0 unless a family says otherwise.</summary>
    public virtual EquatableArray<double> ParameterMeans => [.. new double[ParameterNames.Count]];

    /// <summary>Number of qubits a neuron occupies; 0 for neurons without a circuit.</summary>
    public virtual int QubitCount => Channels + MemoryQubits;

    /// <summary>Whether other neurons hear a spike as +1 and silence as -1, in place of 1 and 0. Before the first step there is neither.</summary>
    public virtual bool IsSigned => false;

    /// <summary>Whether the encoding angle is proportional to a current that is not negative, so that each spike behind it may rotate on its own.</summary>
    public virtual bool HasLinearEncoding => true;

    /// <summary>The encoding angle of a current.</summary>
    /// <param name="current">The current.</param>
    /// <returns>Radians; <c>pi * max(current, 0)</c> unless a family says otherwise.</returns>
    public virtual double EncodingAngle(double current) => current > 0 ? Math.PI * current : 0;

    /// <summary>The derivative of <see cref="EncodingAngle"/>.</summary>
    /// <param name="current">The current.</param>
    /// <returns>Radians a unit of current.</returns>
    public virtual double EncodingSlope(double current) => current > 0 ? Math.PI : 0;

    /// <summary>
    /// Appends the encoding of one current. Encodings of one channel add up: two in a row mean the same as one by the sum of their angles.
    /// </summary>
    /// <param name="builder">The program under construction.</param>
    /// <param name="qubits">The neuron's qubits: channels first, then memory.</param>
    /// <param name="channel">Channel, from 0.</param>
    /// <param name="angle">The encoding angle in radians.</param>
    public virtual void AppendEncoding(CircuitBuilder builder, ReadOnlySpan<int> qubits, int channel, Expression angle)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Gate("rx", angle, qubits[channel]);
    }

    /// <summary>
    /// Appends one time step without classical control, for contraction: the channels' bits are 0, 1, ... By default the step itself, which then has no control.
    /// </summary>
    /// <param name="builder">The program under construction.</param>
    /// <param name="qubits">The neuron's qubits: channels first, then memory.</param>
    /// <param name="encoding">The encoding angle of each channel.</param>
    /// <param name="parameters">The neuron's parameters as expressions.</param>
    public virtual void AppendCoherentStep(CircuitBuilder builder, ReadOnlySpan<int> qubits, ReadOnlySpan<Expression?> encoding, ReadOnlySpan<Expression> parameters) =>
        AppendStep(builder, qubits, encoding, parameters, [.. Enumerable.Range(0, Channels)], isLastStep: false);

    /// <summary>Appends one time step: encode, evolve, measure, reset.</summary>
    /// <param name="builder">The program under construction.</param>
    /// <param name="qubits">The neuron's qubits: channels first, then memory.</param>
    /// <param name="encoding">The encoding angle of each channel in radians, see <see cref="EncodingAngle"/>; null where it is always 0 or stands in the program already.</param>
    /// <param name="parameters">The neuron's parameters as expressions.</param>
    /// <param name="bits">Flat bit indices that take the spike, one a channel.</param>
    /// <param name="isLastStep">Whether no step follows, so that nothing needs to be reset.</param>
    public abstract void AppendStep(
        CircuitBuilder builder,
        ReadOnlySpan<int> qubits,
        ReadOnlySpan<Expression?> encoding,
        ReadOnlySpan<Expression> parameters,
        ReadOnlySpan<int> bits,
        bool isLastStep);
}
