using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Predicates;

/// <summary>Conditionals only of the forms a device runs.</summary>
/// <param name="Rules">What the device can do.</param>
public sealed record FeedForwardPredicate(FeedForward Rules) : ProgramPredicate
{
    /// <inheritdoc/>
    public override string Name => "feed-forward";

    /// <inheritdoc/>
    public override string Description =>
        $"conditions {(Rules.AnyCondition ? "of any form" : "b, !b or register == constant")} on at most {Rules.MaximumConditionBits} bits; "
        + $"branches {(Rules.Nested ? "may nest" : "do not nest")}, {(Rules.MeasureInBranch ? "may measure" : "do not measure")}, {(Rules.ResetInBranch ? "may reset" : "do not reset")}";

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Violations(CircuitProgram program) => Violations(program, program.Body, inside: false);

    /// <summary>The bits a condition of the forms <c>b</c>, <c>!b</c> and <c>register == constant</c> reads.</summary>
    /// <param name="program">The program.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="register">Index of the register that is compared as a whole, or -1.</param>
    /// <param name="bits">Number of bits.</param>
    /// <returns>Whether it has one of these forms.</returns>
    public static bool TryReadSimple(CircuitProgram program, Expression condition, out int register, out int bits)
    {
        ArgumentNullException.ThrowIfNull(program);
        register = -1;
        bits = 1;
        switch (condition)
        {
            case BitExpression or UnaryExpression { Operator: UnaryOperator.Not or UnaryOperator.Complement, Operand: BitExpression }:
                return true;
            case BinaryExpression { Operator: BinaryOperator.Equal, Left: RegisterExpression left, Right: ConstantExpression }:
                register = left.Register;
                bits = program.BitRegisters[register].Size;
                return true;
            default:
                return false;
        }
    }

    private IEnumerable<Diagnostic> Violations(CircuitProgram program, Block block, bool inside)
    {
        foreach (Operation operation in block.Operations)
        {
            switch (operation)
            {
                case IfOperation branch:
                    if (inside && !Rules.Nested)
                        yield return At(TargetDiagnostics.NestedBranch, operation);
                    if (ConditionProblem(program, branch) is { } problem)
                        yield return problem;
                    break;
                case SwitchOperation when !Rules.Switch:
                    yield return At(TargetDiagnostics.NoSwitch, operation);
                    break;
                case MeasureOperation when inside && !Rules.MeasureInBranch:
                    yield return At(TargetDiagnostics.MeasureInBranch, operation, "measure");
                    break;
                case ResetOperation when inside && !Rules.ResetInBranch:
                    yield return At(TargetDiagnostics.MeasureInBranch, operation, "reset");
                    break;
            }

            foreach (Diagnostic below in operation.Blocks().SelectMany(b => Violations(program, b, inside: true)))
                yield return below;
        }
    }

    private Diagnostic? ConditionProblem(CircuitProgram program, IfOperation branch)
    {
        if (!TryReadSimple(program, branch.Condition, out _, out int bits))
            return Rules.AnyCondition ? null : At(TargetDiagnostics.ConditionForm, branch);
        return bits > Rules.MaximumConditionBits ? At(TargetDiagnostics.ConditionTooWide, branch, bits, Rules.MaximumConditionBits) : null;
    }
}
