using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>No more qubits than the device has.</summary>
/// <param name="QubitCount">Number of qubits of the device.</param>
public sealed record WidthPredicate(int QubitCount) : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "width";

    /// <inheritdoc/>
    public override string Description => $"at most {QubitCount} qubits";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program)
    {
        if (program.QubitCount > QubitCount)
            yield return At(TargetDiagnostics.TooWide, null, program.QubitCount, QubitCount);
    }

    /// <inheritdoc/>
    public override bool Implies(ProgramPredicate other) => other is WidthPredicate wider && QubitCount <= wider.QubitCount;
}
