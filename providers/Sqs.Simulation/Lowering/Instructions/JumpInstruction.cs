using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Jumps; backwards at the end of a loop's body.</summary>
/// <param name="origin">Where it comes from.</param>
internal sealed class JumpInstruction(Origin? origin) : Instruction(origin)
{
    public int Target { get; set; }
}
