using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Evaluation;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>A gate of the gate table.</summary>
/// <param name="gate">The row.</param>
/// <param name="angles">Its angles, radians.</param>
internal sealed class TableUnitary(StandardGate gate, EquatableArray<Expression> angles) : Unitary
{
    public override int QubitCount => gate.QubitCount;

    public override IEnumerable<Expression> Dependencies => angles;

    public override Complex[] Evaluate(ExpressionEvaluator evaluator, SourceSpan span)
    {
        double[] values = new double[angles.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = evaluator.ToDouble(angles[i]);
            if (!double.IsFinite(values[i]))
                throw new DiagnosticException(SimulationDiagnostics.AngleNotFinite.At(span, gate.Name, values[i]));
        }

        return gate.Matrix(values);
    }
}
