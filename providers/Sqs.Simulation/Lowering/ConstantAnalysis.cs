using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Lowering;

/// <summary>Tells what is the same in every shot of a parameter set.</summary>
internal static class ConstantAnalysis
{
    /// <summary>Whether a gate depends on inputs and constants alone.</summary>
    /// <param name="gate">The gate.</param>
    /// <returns>Whether it can be evaluated once.</returns>
    public static bool IsFixed(UnitaryInstruction gate) =>
        gate.Controls.All(IsFixed) && gate.Targets.All(IsFixed) && gate.Unitary.Angles.All(IsFixed);

    /// <summary>Whether an expression depends on inputs and constants alone.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>Whether its value is known before the run.</returns>
    public static bool IsFixed(Expression expression) =>
        expression.DescendantsAndSelf().All(static part => part is not (BitExpression or RegisterExpression or VariableExpression));

    private static bool IsFixed(QubitOperand operand) => operand.IsStatic;
}
