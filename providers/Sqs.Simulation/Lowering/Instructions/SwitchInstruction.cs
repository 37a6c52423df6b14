using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>Jumps to where the value of an integer leads.</summary>
/// <param name="target">The integer.</param>
/// <param name="origin">Where it comes from.</param>
internal sealed class SwitchInstruction(Expression target, Origin? origin) : Instruction(origin)
{
    public Expression Target => target;

    /// <summary>Where each label leads.</summary>
    public Dictionary<long, int> Cases { get; } = [];

    /// <summary>Where every other value leads.</summary>
    public int Default { get; set; }
}
