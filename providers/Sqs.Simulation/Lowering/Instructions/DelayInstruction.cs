using Sqs.Compiler.Ir.Operations;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Qubits idle; only noise sees it.</summary>
/// <param name="operation">The delay.</param>
internal sealed class DelayInstruction(DelayOperation operation) : Instruction(operation.Origin)
{
    public DelayOperation Operation => operation;
}
