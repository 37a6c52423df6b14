using System.Numerics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>A gate of the gate table.</summary>
/// <param name="gate">The row.</param>
/// <param name="angles">Its angles, radians.</param>
internal sealed class TableUnitary(StandardGate gate, EquatableArray<Expression> angles) : Unitary
{
    public override string Name => gate.Name;

    public override int QubitCount => gate.QubitCount;

    public override IReadOnlyList<Expression> Angles => angles;

    public override bool IsTrigonometric => true;

    public override Complex[] Matrix(ReadOnlySpan<double> angles) => gate.Matrix(angles.ToArray());
}
