using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>A gate with its matrix and qubits known.</summary>
/// <param name="gate">The gate.</param>
/// <param name="origin">Where it comes from.</param>
internal sealed class GateInstruction(BoundGate gate, Origin? origin) : Instruction(origin)
{
    public BoundGate Gate => gate;
}
