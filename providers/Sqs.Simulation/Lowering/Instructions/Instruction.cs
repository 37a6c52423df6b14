using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;

namespace Sqs.Simulation.Lowering.Instructions;

/// <summary>One step of a lowered program: a flat list with jumps in place of the tree of blocks.</summary>
/// <param name="origin">Where it comes from.</param>
internal abstract class Instruction(Origin? origin)
{
    /// <summary>Place in the source text, for diagnostics.</summary>
    public SourceSpan Span => origin?.Span ?? SourceSpan.None;

    /// <summary>Where it comes from, or null.</summary>
    public Origin? Origin => origin;
}
