using Sqs.Compiler.Ir.Types;

namespace Sqs.Compiler.Graph.Document;

/// <summary>Every number is the same.</summary>
/// <param name="Value">The number.</param>
public sealed record ConstantInitializer(double Value) : Initializer
{
    /// <summary>The rule for people.</summary>
    /// <returns>The number.</returns>
    public override string ToString() => ClassicalValue.Number(Value);
}
