using System.Numerics;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>The principal power of a unitary: every eigenphase, taken in (-pi, pi], is multiplied by the exponent.</summary>
/// <param name="inner">The unitary.</param>
/// <param name="exponent">The exponent, the last of the angles.</param>
internal sealed class PowerUnitary(Unitary inner, Expression exponent) : Unitary
{
    public override string Name => inner.Name;

    public override int QubitCount => inner.QubitCount;

    public override IReadOnlyList<Expression> Angles { get; } = [.. inner.Angles, exponent];

    public override bool IsTrigonometric => false;

    public override Complex[] Matrix(ReadOnlySpan<double> angles) =>
        UnitaryEigensystem.Power(inner.Matrix(angles[..^1]), 1 << QubitCount, angles[^1]);
}
