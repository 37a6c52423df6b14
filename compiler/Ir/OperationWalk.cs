using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Ir;

/// <summary>Walks operation trees.</summary>
public static class OperationWalk
{
    /// <summary>The blocks directly inside an operation, in text order.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The blocks; none for a plain operation.</returns>
    public static IEnumerable<Block> Blocks(this Operation operation) => operation switch
    {
        IfOperation { Else: null } branch => [branch.Then],
        IfOperation branch => [branch.Then, branch.Else],
        SwitchOperation choice => choice.Default is null ? choice.Cases.Select(c => c.Body) : choice.Cases.Select(c => c.Body).Append(choice.Default),
        ForOperation loop => [loop.Body],
        WhileOperation loop => [loop.Body],
        BoxOperation box => [box.Body],
        _ => [],
    };

    /// <summary>All operations of a block and of the blocks inside, each before what it holds.</summary>
    /// <param name="block">The block.</param>
    /// <returns>The operations in text order.</returns>
    public static IEnumerable<Operation> DescendantOperations(this Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            yield return operation;
            foreach (Block inner in operation.Blocks())
            {
                foreach (Operation below in inner.DescendantOperations())
                    yield return below;
            }
        }
    }

    /// <summary>The qubits an operation names itself, blocks inside not counted.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The operands; none also for a barrier or delay on all qubits.</returns>
    public static EquatableArray<QubitOperand> Operands(this Operation operation) => operation switch
    {
        GateOperation gate => gate.Qubits,
        MeasureOperation measure => [measure.Qubit],
        ResetOperation reset => [reset.Qubit],
        BarrierOperation barrier => barrier.Qubits,
        DelayOperation delay => delay.Qubits,
        _ => [],
    };

    /// <summary>The expressions an operation holds itself, blocks inside not counted.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The expressions.</returns>
    public static IEnumerable<Expression> Expressions(this Operation operation) => operation switch
    {
        GateOperation gate => gate.Angles.Concat(gate.Modifiers.Where(m => m.Exponent is not null).Select(m => m.Exponent!)),
        IfOperation branch => [branch.Condition],
        WhileOperation loop => [loop.Condition],
        SwitchOperation choice => [choice.Target],
        AssignOperation assign => [assign.Value],
        DelayOperation delay => [delay.Duration],
        ForOperation loop => loop.Values.Concat(new[] { loop.Start, loop.Step, loop.Stop }.OfType<Expression>()),
        _ => [],
    };
}
