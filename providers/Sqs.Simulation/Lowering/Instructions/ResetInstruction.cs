using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Puts a qubit into |0&gt;.</summary>
/// <param name="qubit">The qubit.</param>
/// <param name="origin">Where it comes from.</param>
internal sealed class ResetInstruction(QubitOperand qubit, Origin? origin) : Instruction(origin)
{
    public QubitOperand Qubit => qubit;
}
