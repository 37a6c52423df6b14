using System.Numerics;
using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Simulation.Lowering.Unitaries;

/// <summary>A unitary matrix as a function of angles, the angles being expressions.</summary>
internal abstract class Unitary
{
    /// <summary>A name for diagnostics.</summary>
    public abstract string Name { get; }

    /// <summary>Number of qubits it acts on.</summary>
    public abstract int QubitCount { get; }

    /// <summary>The angles it depends on.</summary>
    public abstract IReadOnlyList<Expression> Angles { get; }

    /// <summary>Whether every entry is a trigonometric polynomial of each half angle of degree two at most, as all gates of the table are.</summary>
    public abstract bool IsTrigonometric { get; }

    /// <summary>The matrix, row-major, qubit 0 least significant.</summary>
    /// <param name="angles">The values of <see cref="Angles"/>, finite.</param>
    /// <returns>A new array.</returns>
    public abstract Complex[] Matrix(ReadOnlySpan<double> angles);
}
