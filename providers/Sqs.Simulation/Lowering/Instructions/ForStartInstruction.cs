using Sqs.Compiler.Ir.Operations;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Evaluates the bounds of a for loop, once.</summary>
/// <param name="slot">Index of the loop among those of the program.</param>
/// <param name="operation">The loop.</param>
internal sealed class ForStartInstruction(int slot, ForOperation operation) : Instruction(operation.Origin)
{
    public int Slot => slot;

    public ForOperation Operation => operation;
}
