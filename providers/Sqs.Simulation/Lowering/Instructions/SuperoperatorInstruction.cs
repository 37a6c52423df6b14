using System.Numerics;
using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Gates and channels on few qubits of a density matrix, multiplied together.</summary>
/// <param name="matrix">Row-major map on density matrices of dimension 4^qubits: row indices least significant, then column indices.</param>
/// <param name="qubits">Flat qubit indices.</param>
/// <param name="gateCount">Number of gates.</param>
/// <param name="origin">Where the first comes from.</param>
internal sealed class SuperoperatorInstruction(Complex[] matrix, int[] qubits, int gateCount, Origin? origin) : Instruction(origin)
{
    public Complex[] Matrix => matrix;

    public int[] Qubits => qubits;

    public int GateCount => gateCount;
}
