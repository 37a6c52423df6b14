using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Neurons.Ansaetze;

/// <summary>
/// Layers of rx and rz on every qubit followed by a crx from every qubit to every other one: the pattern of circuit 6 of Sim, Johnson and
/// Aspuru-Guzik (arXiv 1905.10876), without its second column of rotations. Qubits are numbered channels first, then memory; controls ascend,
/// and for each control the targets.
/// </summary>
/// <param name="Layers">Number of layers, at least 1.</param>
public sealed record FullAnsatz(int Layers) : Ansatz
{
    /// <summary>The name of the kind in graph documents.</summary>
    public const string KindName = "hea-full";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override EquatableArray<string> ParameterNames(int ioQubits, int memoryQubits)
    {
        int qubits = ioQubits + memoryQubits;
        var names = new List<string>();
        for (int layer = 0; layer < Layers; layer++)
        {
            names.AddRange(HardwareEfficientNames.Rotations(layer, qubits));
            foreach ((int control, int target) in Pairs(qubits))
                names.Add(HardwareEfficientNames.Link(layer, control, target));
        }

        return [.. names];
    }

    /// <inheritdoc/>
    public override void Append(CircuitBuilder builder, ReadOnlySpan<int> io, ReadOnlySpan<int> memory, ReadOnlySpan<Expression> angles)
    {
        ArgumentNullException.ThrowIfNull(builder);
        int[] qubits = [.. io, .. memory];
        int next = 0;
        for (int layer = 0; layer < Layers; layer++)
        {
            foreach (int qubit in qubits)
            {
                builder.Gate("rx", angles[next++], qubit);
                builder.Gate("rz", angles[next++], qubit);
            }

            foreach ((int control, int target) in Pairs(qubits.Length))
                builder.Gate("crx", angles[next++], qubits[control], qubits[target]);
        }
    }

    private static IEnumerable<(int Control, int Target)> Pairs(int qubits) =>
        from control in Enumerable.Range(0, qubits)
        from target in Enumerable.Range(0, qubits)
        where control != target
        select (control, target);
}
