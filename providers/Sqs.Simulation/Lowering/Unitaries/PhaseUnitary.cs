using System.Numerics;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>A global phase under a control, as a diagonal gate on that control.</summary>
/// <param name="phase">The phase, a unitary of no qubit.</param>
/// <param name="active">The value of the qubit that takes the phase.</param>
internal sealed class PhaseUnitary(Unitary phase, bool active) : Unitary
{
    public override string Name => phase.Name;

    public override int QubitCount => 1;

    public override IReadOnlyList<Expression> Angles => phase.Angles;

    public override bool IsTrigonometric => phase.IsTrigonometric;

    public override Complex[] Matrix(ReadOnlySpan<double> angles)
    {
        Complex value = phase.Matrix(angles)[0];
        return active ? [1, 0, 0, value] : [value, 0, 0, 1];
    }
}
