namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Brings qubits into one state at once, which spares the copies of a state that grows.</summary>
/// <param name="qubits">Flat qubit indices.</param>
internal sealed class JoinInstruction(int[] qubits) : Instruction(null)
{
    public int[] Qubits => qubits;
}
