using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Control;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>Unrolls loops, resolves variables and operands, and joins nested conditions.</summary>
public sealed class ResolveControlPass : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "resolve-control";

    /// <inheritdoc/>
    public override string Purpose => "loops unrolled, variables and operands resolved, nested conditionals joined";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => [new StraightControlPredicate(), new FlatBranchesPredicate()];

    /// <inheritdoc/>
    public override bool Preserves(ProgramPredicate predicate) => predicate is not (WidthPredicate or NoResetPredicate or TerminalMeasurementPredicate);

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        foreach (ClassicalVariable variable in program.Variables.Where(v => v.IsReported))
            context.Diagnostics.Report(PassDiagnostics.VariableNotReported, SourceSpan.None, variable.Name);
        if (program.Variables.IsEmpty && Establishes.All(p => p.Holds(program)) && !HasElse(program) && !program.Body.Operations.Any(o => WritesItsCondition(program, o)))
            return program;
        try
        {
            return new ControlResolver(program, context).Run();
        }
        catch (DiagnosticException exception)
        {
            // Constant arithmetic of the program itself, such as a division by zero.
            context.Diagnostics.AddRange(exception.Diagnostics);
            return program;
        }
    }

    private static bool WritesItsCondition(CircuitProgram program, Operation operation)
    {
        if (operation is not IfOperation branch || !branch.Then.Operations.Any(o => o is MeasureOperation))
            return false;
        SortedSet<int> read = TruthTable.BitsOf(program, branch.Condition);
        return branch.Then.Operations.OfType<MeasureOperation>().Any(m => m.Target is { } bit && read.Contains(bit.Index));
    }

    private static bool HasElse(CircuitProgram program) => program.Body.Operations.OfType<IfOperation>().Any(b => b.Else is not null);
}
