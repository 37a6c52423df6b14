using Sqs.Simulation.Sweeps;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Gates on many qubits, rewritten to run together.</summary>
/// <param name="operations">The gates as rotations and phases of flat qubit indices.</param>
/// <param name="qubits">The qubits they act on, ascending.</param>
/// <param name="gateCount">Number of gates.</param>
internal sealed class SweepInstruction(IReadOnlyList<SweepOperation> operations, int[] qubits, int gateCount) : Instruction(null)
{
    public IReadOnlyList<SweepOperation> Operations => operations;

    public int[] Qubits => qubits;

    public int GateCount => gateCount;
}
