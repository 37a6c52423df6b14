using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>Nothing happens to a qubit once it was measured.</summary>
/// <param name="Once">Whether a qubit must not be measured into further bits either.</param>
public sealed record TerminalMeasurementPredicate(bool Once = false) : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "terminal-measurement";

    /// <inheritdoc/>
    public override string Description => Once ? "at most one measurement a qubit, at the end of its line" : "measurements only at the end of each qubit's line";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program)
    {
        var measured = new HashSet<int>();
        foreach (Operation operation in program.Body.DescendantOperations())
        {
            if (operation is MeasureOperation measure)
            {
                if (!measured.Add(measure.Qubit.Index) && Once)
                    yield return At(TargetDiagnostics.AfterMeasurement, operation, "measure", program.QubitName(measure.Qubit.Index));
            }
            else if (operation is GateOperation or ResetOperation)
            {
                foreach (QubitOperand operand in operation.Operands())
                {
                    if (measured.Contains(operand.Index))
                        yield return At(TargetDiagnostics.AfterMeasurement, operation, OperationNames.Of(operation), program.QubitName(operand.Index));
                }
            }
        }
    }

    /// <inheritdoc/>
    public override bool Implies(ProgramPredicate other) => other is TerminalMeasurementPredicate weaker && (Once || !weaker.Once);
}
