using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons.Ansaetze;

/// <summary>A parametrised unitary V(theta) on the input-output and memory qubits of a neuron.</summary>
public abstract record Ansatz
{
    /// <summary>The name in graph documents.</summary>
    public abstract string Kind { get; }

    /// <summary>The number of qubits it is for; null when it is for any.</summary>
    public virtual int? QubitCount => null;

    /// <summary>Names of the angles for given numbers of qubits.</summary>
    /// <param name="ioQubits">Number of input-output qubits.</param>
    /// <param name="memoryQubits">Number of memory qubits.</param>
    /// <returns>The names in the order the angles are stored.</returns>
    public abstract EquatableArray<string> ParameterNames(int ioQubits, int memoryQubits);

    /// <summary>Appends the circuit.</summary>
    /// <param name="builder">The program under construction.</param>
    /// <param name="io">Flat indices of the input-output qubits.</param>
    /// <param name="memory">Flat indices of the memory qubits.</param>
    /// <param name="angles">One expression a parameter name, radians.</param>
    public abstract void Append(CircuitBuilder builder, ReadOnlySpan<int> io, ReadOnlySpan<int> memory, ReadOnlySpan<Expression> angles);
}
