using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>Every angle is a number.</summary>
public sealed record NoInputsPredicate : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "no-inputs";

    /// <inheritdoc/>
    public override string Description => "no inputs left open";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program)
    {
        if (!program.Inputs.IsEmpty)
            yield return At(TargetDiagnostics.InputsOpen, null, program.Inputs.Count, program.Inputs[0].Name);
    }
}
