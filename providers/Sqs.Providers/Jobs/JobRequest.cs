using Sqs.Compiler.Ir;

namespace Sqs.Providers.Jobs;

/// <summary>Circuits to run together on one backend.</summary>
/// <param name="Circuits">The circuits, at least one; results come in this order.</param>
public sealed record JobRequest(EquatableArray<CircuitRequest> Circuits)
{
    /// <summary>A name for people.</summary>
    public string Name { get; init; } = "job";

    /// <summary>How the job runs.</summary>
    public JobOptions Options { get; init; } = new();
}
