namespace Sqs.Simulation.Linear;

/// <summary>A part of a linear program that shares no gate with the rest: its outcomes are independent of all others.</summary>
/// <param name="Operations">The operations that some outcome depends on, each wire's measurement as early as it can be.</param>
internal sealed record Component(IReadOnlyList<LinearOperation> Operations);
