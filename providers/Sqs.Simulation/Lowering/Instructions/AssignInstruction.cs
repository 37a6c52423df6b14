using Sqs.Compiler.Ir.Operations;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>A classical assignment.</summary>
/// <param name="operation">The assignment.</param>
internal sealed class AssignInstruction(AssignOperation operation) : Instruction(operation.Origin)
{
    public AssignOperation Operation => operation;
}
