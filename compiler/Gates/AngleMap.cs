namespace Sqs.Compiler.Gates;

/// <summary>How one angle of an inverse gate follows from the angles of the gate: <c>scale * angle[source] + offset</c>.</summary>
/// <param name="Source">Index of the angle it follows from.</param>
/// <param name="Scale">Factor.</param>
/// <param name="Offset">Radians added.</param>
public readonly record struct AngleMap(int Source, double Scale = 1, double Offset = 0)
{
    /// <summary>Computes the angle.</summary>
    /// <param name="angles">The angles of the gate, radians.</param>
    /// <returns>The angle of the inverse, radians.</returns>
    public double Apply(ReadOnlySpan<double> angles) => (Scale * angles[Source]) + Offset;
}
