using System.Numerics;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>The inverse of a unitary: its conjugate transpose.</summary>
/// <param name="inner">The unitary.</param>
internal sealed class InverseUnitary(Unitary inner) : Unitary
{
    public override string Name => inner.Name;

    public override int QubitCount => inner.QubitCount;

    public override IReadOnlyList<Expression> Angles => inner.Angles;

    public override bool IsTrigonometric => inner.IsTrigonometric;

    public override Complex[] Matrix(ReadOnlySpan<double> angles)
    {
        Complex[] matrix = inner.Matrix(angles);
        int size = 1 << QubitCount;
        var inverse = new Complex[matrix.Length];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
                inverse[(column * size) + row] = Complex.Conjugate(matrix[(row * size) + column]);
        }

        return inverse;
    }
}
