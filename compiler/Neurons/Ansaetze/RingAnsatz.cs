using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons.Ansaetze;

/// <summary>
/// Layers of rx and rz on every qubit, each layer closed by a ring of cx: the hardware-efficient pattern of Kandala et al. (Nature 549, 242, 2017).
/// Qubits are numbered channels first, then memory; the ring runs from each qubit to the next and from the last to the first, two qubits have one
/// cx and one qubit has none.
/// </summary>
/// <param name="Layers">Number of layers, at least 1.</param>
public sealed record RingAnsatz(int Layers) : Ansatz
{
    /// <summary>The name of the kind in graph documents.</summary>
    public const string KindName = "hea-ring";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames(int ioQubits, int memoryQubits) =>
        [.. Enumerable.Range(0, Layers).SelectMany(layer => HardwareEfficientNames.Rotations(layer, ioQubits + memoryQubits))];

    /// <inheritdoc/>
    public override void Append(CircuitBuilder builder, ReadOnlySpan<int> io, ReadOnlySpan<int> memory, ReadOnlySpan<Expression> angles)
    {
        ArgumentNullException.ThrowIfNull(builder);
        int[] qubits = [.. io, .. memory];
        int links = qubits.Length > 2 ? qubits.Length : qubits.Length - 1;
        int next = 0;
        for (int layer = 0; layer < Layers; layer++)
        {
            foreach (int qubit in qubits)
            {
                builder.Gate("rx", angles[next++], qubit);
                builder.Gate("rz", angles[next++], qubit);
            }

            for (int link = 0; link < links; link++)
                builder.Gate("cx", qubits[link], qubits[(link + 1) % qubits.Length]);
        }
    }
}
