using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>No loops, no switch, no scopes, no early end, no classical variables and assignments: only operations and conditionals, operands known.</summary>
public sealed record StraightControlPredicate : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "straight-control";

    /// <inheritdoc/>
    public override string Description => "only gates, measurements, resets, barriers, delays and conditionals on qubits and bits known at compile time";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program)
    {
        foreach (Operation operation in program.Body.DescendantOperations())
        {
            if (operation is not (GateOperation or MeasureOperation or ResetOperation or BarrierOperation or DelayOperation or IfOperation))
                yield return At(TargetDiagnostics.ControlFlow, operation, OperationNames.Of(operation));
            foreach (QubitOperand operand in operation.Operands())
            {
                if (!operand.IsStatic)
                    yield return At(TargetDiagnostics.RunTimeOperand, operation, OperationNames.Of(operation));
            }

            if (operation is MeasureOperation { Target: { IsStatic: false } })
                yield return At(TargetDiagnostics.RunTimeOperand, operation, OperationNames.Of(operation));
        }
    }
}
