using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>No conditionals.</summary>
public sealed record NoFeedForwardPredicate : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "no-feed-forward";

    /// <inheritdoc/>
    public override string Description => "no operation depends on a measured bit";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program) =>
        program.Body.DescendantOperations()
            .Where(o => o is IfOperation or SwitchOperation or WhileOperation)
            .Select(o => At(TargetDiagnostics.NoFeedForward, o, OperationNames.Of(o)));
}
