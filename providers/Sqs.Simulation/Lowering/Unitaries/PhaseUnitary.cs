using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>A global phase under a control, as a diagonal gate on that control.</summary>
/// <param name="phase">The phase, a unitary of no qubit.</param>
/// <param name="active">The value of the qubit that takes the phase.</param>
internal sealed class PhaseUnitary(Unitary phase, bool active) : Unitary
{
    public override int QubitCount => 1;

    public override IEnumerable<Expression> Dependencies => phase.Dependencies;

    public override Complex[] Evaluate(ExpressionEvaluator evaluator, SourceSpan span)
    {
        Complex value = phase.Evaluate(evaluator, span)[0];
        return active ? [1, 0, 0, value] : [value, 0, 0, 1];
    }
}
