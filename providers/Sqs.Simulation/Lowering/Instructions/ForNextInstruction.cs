using Sqs.Compiler.Ir.Operations;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Gives the loop variable its next value, or leaves the loop.</summary>
/// <param name="slot">Index of the loop among those of the program.</param>
/// <param name="operation">The loop.</param>
internal sealed class ForNextInstruction(int slot, ForOperation operation) : Instruction(operation.Origin)
{
    public int Slot => slot;

    public ForOperation Operation => operation;

    /// <summary>Where it leads once the values are used up.</summary>
    public int Exit { get; set; }
}
