using System.Numerics;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Gates;

/// <summary>
/// A row of the <see cref="GateTable"/>. Rows are compared by name: the table holds each gate once.
/// </summary>
public sealed record StandardGate : Gate
{
    private readonly Func<double[], Complex[]> _matrix;

    internal StandardGate(string name, int parameters, int qubits, GateShape shape, Func<double[], Complex[]> matrix)
    {
        Name = name;
        ParameterCount = parameters;
        QubitCount = qubits;
        Shape = shape;
        _matrix = matrix;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int ParameterCount { get; }

    /// <inheritdoc/>
    public override int QubitCount { get; }

    /// <summary>Other names of the same gate.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>Where the name is defined: the language itself, <c>stdgates.inc</c>, <c>qelib1.inc</c> or a device.</summary>
    public GateLibrary Library { get; init; } = GateLibrary.StandardGates;

    /// <summary>The form of its matrix.</summary>
    public GateShape Shape { get; }

    /// <summary>Name of the gate that is its inverse.</summary>
    public required string InverseName { get; init; }

    /// <summary>The angles of the inverse gate; the same angles in the same order when empty.</summary>
    public EquatableArray<AngleMap> InverseAngles { get; init; }

    /// <summary>Number of leading operands that are positive controls.</summary>
    public int ControlCount { get; init; }

    /// <summary>Name of the gate on the remaining operands, with the same angles, when there are controls; else null.</summary>
    public string? ControlledName { get; init; }

    /// <summary>
    /// The gate in terms of simpler ones: the body of an OpenQASM 3 <c>gate</c> with parameters <c>p0, p1, ...</c> and operands
    /// <c>q0, q1, ...</c>, exact including the global phase. Null for what the language or a device defines.
    /// </summary>
    public string? Definition { get; init; }

    /// <summary>The name in IonQ's QIS gate set, or null.</summary>
    public string? QisName { get; init; }

    /// <summary>One line for people.</summary>
    public required string Help { get; init; }

    /// <summary>
    /// The unitary, row-major, of dimension 2^<see cref="QubitCount"/>. Bit i of a row or column index is the i-th operand, so
    /// operand 0 is least significant.
    /// </summary>
    /// <param name="angles">One angle a parameter, radians.</param>
    /// <returns>A new array.</returns>
    public Complex[] Matrix(params double[] angles)
    {
        ArgumentNullException.ThrowIfNull(angles);
        if (angles.Length != ParameterCount)
            throw new ArgumentException($"{Name} takes {ParameterCount} angles, not {angles.Length}.", nameof(angles));
        return _matrix(angles);
    }

    /// <summary>Rows are the same gate when they have the same name.</summary>
    /// <param name="other">The other row.</param>
    /// <returns>Whether the names agree.</returns>
    public bool Equals(StandardGate? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
