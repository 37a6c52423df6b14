using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Goes on behind itself where a condition holds, else jumps.</summary>
/// <param name="condition">The condition.</param>
/// <param name="origin">Where it comes from.</param>
internal sealed class BranchInstruction(Expression condition, Origin? origin) : Instruction(origin)
{
    public Expression Condition => condition;

    /// <summary>Where it jumps when the condition does not hold.</summary>
    public int Otherwise { get; set; }
}
