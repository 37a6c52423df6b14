using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Graph.Document;

/// <summary>Independent draws from a normal distribution.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="StandardDeviation">Its standard deviation, at least 0.</param>
public sealed record NormalInitializer(double Mean, double StandardDeviation) : Initializer
{
    /// <summary>The rule for people.</summary>
    /// <returns><c>normal(mean, deviation)</c>.</returns>
    public override string ToString() => $"normal({ClassicalValue.Number(Mean)}, {ClassicalValue.Number(StandardDeviation)})";
}
