using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>The product of gates as one matrix, which a fractional power of a defined gate needs.</summary>
/// <param name="gates">The gates in order, on qubits 0 to <paramref name="qubitCount"/> - 1.</param>
/// <param name="qubitCount">Number of qubits.</param>
internal sealed class ProductUnitary(IReadOnlyList<UnitaryInstruction> gates, int qubitCount) : Unitary
{
    public override int QubitCount => qubitCount;

    public override IEnumerable<Expression> Dependencies => gates.SelectMany(static g => g.Unitary.Dependencies);

    public override Complex[] Evaluate(ExpressionEvaluator evaluator, SourceSpan span)
    {
        int size = 1 << qubitCount;
        var product = new Complex[size * size];
        for (int i = 0; i < size; i++)
            product[(i * size) + i] = 1;
        foreach (UnitaryInstruction gate in gates)
            BoundGate.Bind(gate, evaluator).MultiplyOnto(product, qubitCount);
        return product;
    }
}
