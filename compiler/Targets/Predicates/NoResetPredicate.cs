using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>No reset.</summary>
public sealed record NoResetPredicate : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "no-reset";

    /// <inheritdoc/>
    public override string Description => "no reset";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program) =>
        program.Body.DescendantOperations().OfType<ResetOperation>().Select(reset => At(TargetDiagnostics.NoReset, reset, program.QubitName(reset.Qubit.Index)));
}
