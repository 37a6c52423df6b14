using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Measurements of different qubits that follow one another, drawn together where the qubits are entangled.</summary>
/// <param name="qubits">What is measured; no static qubit twice, and a qubit chosen at run time stands alone.</param>
/// <param name="bits">The bit that takes each outcome, or null to drop it.</param>
/// <param name="origin">Where it comes from.</param>
internal sealed class MeasureInstruction(QubitOperand[] qubits, BitOperand?[] bits, Origin? origin) : Instruction(origin)
{
    public QubitOperand[] Qubits => qubits;

    public BitOperand?[] Bits => bits;
}
