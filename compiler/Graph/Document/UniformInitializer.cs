using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Graph.Document;

/// <summary>Independent draws, uniform on a half-open interval.</summary>
/// <param name="Low">Smallest value.</param>
/// <param name="High">The value that is never reached; not below <paramref name="Low"/>.</param>
public sealed record UniformInitializer(double Low, double High) : Initializer
{
    /// <summary>The rule for people.</summary>
    /// <returns><c>uniform(low, high)</c>.</returns>
    public override string ToString() => $"uniform({ClassicalValue.Number(Low)}, {ClassicalValue.Number(High)})";
}
