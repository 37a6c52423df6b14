using Sqs.Compiler.Ir;
using Sqs.Simulation.Lowering.Unitaries;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>A gate whose matrix and qubits may still depend on classical values.</summary>
/// <param name="name">Name of the gate as noise models call it, see <see cref="ModifiedGateName"/>; null where it has none.</param>
/// <param name="unitary">The matrix on the targets.</param>
/// <param name="controls">Qubits that condition it.</param>
/// <param name="controlPattern">Bit i is the value at which control i lets it act.</param>
/// <param name="targets">Qubits the matrix acts on, the first least significant.</param>
/// <param name="origin">Where it comes from.</param>
internal sealed class UnitaryInstruction(string? name, Unitary unitary, QubitOperand[] controls, ulong controlPattern, QubitOperand[] targets, Origin? origin)
    : Instruction(origin)
{
    public string? Name => name;

    public Unitary Unitary => unitary;

    public QubitOperand[] Controls => controls;

    public ulong ControlPattern => controlPattern;

    public QubitOperand[] Targets => targets;
}
