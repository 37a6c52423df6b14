namespace Sqs.Compiler.Ir.Operations;

/// <summary>Operations that run in order.</summary>
/// <param name="Operations">The operations.</param>
public sealed record Block(EquatableArray<Operation> Operations)
{
    /// <summary>A block without operations.</summary>
    public static Block Empty { get; } = new([]);
}
