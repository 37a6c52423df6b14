using Sqs.Compiler.Ir;
using Sqs.Simulation.Noise;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Noise on qubits.</summary>
/// <param name="channel">The channel.</param>
/// <param name="qubits">Flat qubit indices.</param>
/// <param name="origin">Where it comes from.</param>
internal sealed class ChannelInstruction(KrausChannel channel, int[] qubits, Origin? origin) : Instruction(origin)
{
    public KrausChannel Channel => channel;

    public int[] Qubits => qubits;

    /// <summary>The same channel on other qubits.</summary>
    /// <param name="others">The qubits, in order.</param>
    /// <returns>The instruction.</returns>
    public ChannelInstruction On(int[] others) => new(channel, others, Origin);
}
