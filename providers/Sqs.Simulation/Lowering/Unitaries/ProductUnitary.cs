using System.Numerics;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>The product of gates as one matrix, which a fractional power of a defined gate needs.</summary>
/// <param name="name">Name of the defined gate.</param>
/// <param name="gates">The gates in order, on qubits 0 to <paramref name="qubitCount"/> - 1.</param>
/// <param name="qubitCount">Number of qubits.</param>
internal sealed class ProductUnitary(string name, IReadOnlyList<UnitaryInstruction> gates, int qubitCount) : Unitary
{
    public override string Name => name;

    public override int QubitCount => qubitCount;

    public override IReadOnlyList<Expression> Angles { get; } = [.. gates.SelectMany(static g => g.Unitary.Angles)];

    public override bool IsTrigonometric => false;

    public override Complex[] Matrix(ReadOnlySpan<double> angles)
    {
        int size = 1 << qubitCount;
        var product = new Complex[size * size];
        for (int i = 0; i < size; i++)
            product[(i * size) + i] = 1;
        int used = 0;
        foreach (UnitaryInstruction gate in gates)
        {
            Complex[] matrix = gate.Unitary.Matrix(angles.Slice(used, gate.Unitary.Angles.Count));
            used += gate.Unitary.Angles.Count;
            int[] targets = Array.ConvertAll(gate.Targets, static q => q.Index);
            int[] controls = Array.ConvertAll(gate.Controls, static q => q.Index);
            new BoundGate(matrix, targets, controls, gate.ControlPattern).MultiplyOnto(product, qubitCount);
        }

        return product;
    }
}
