using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>No conditional inside a conditional.</summary>
public sealed record FlatBranchesPredicate : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "flat-branches";

    /// <inheritdoc/>
    public override string Description => "no conditional inside a conditional";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program) =>
        program.Body.Operations.OfType<IfOperation>()
            .SelectMany(b => b.Blocks())
            .SelectMany(b => b.Operations)
            .OfType<IfOperation>()
            .Select(b => At(TargetDiagnostics.NestedBranch, b));
}
