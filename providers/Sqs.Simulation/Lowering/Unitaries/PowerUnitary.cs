using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>The principal power of a unitary: every eigenphase, taken in (-pi, pi], is multiplied by the exponent.</summary>
/// <param name="inner">The unitary.</param>
/// <param name="exponent">The exponent.</param>
internal sealed class PowerUnitary(Unitary inner, Expression exponent) : Unitary
{
    public override int QubitCount => inner.QubitCount;

    public override IEnumerable<Expression> Dependencies => inner.Dependencies.Append(exponent);

    public override Complex[] Evaluate(ExpressionEvaluator evaluator, SourceSpan span)
    {
        double power = evaluator.ToDouble(exponent);
        if (!double.IsFinite(power))
            throw new DiagnosticException(SimulationDiagnostics.AngleNotFinite.At(span, "pow", power));
        return UnitaryEigensystem.Power(inner.Evaluate(evaluator, span), 1 << QubitCount, power);
    }
}
