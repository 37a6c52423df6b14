using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>Nothing happens to a qubit once it was measured, but that it may be measured into further bits.</summary>
public sealed record TerminalMeasurementPredicate : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "terminal-measurement";

    /// <inheritdoc/>
    public override string Description => "measurements only at the end of each qubit's line";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program)
    {
        var measured = new HashSet<int>();
        foreach (Operation operation in program.Body.DescendantOperations())
        {
            if (operation is MeasureOperation measure)
            {
                measured.Add(measure.Qubit.Index);
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
}
