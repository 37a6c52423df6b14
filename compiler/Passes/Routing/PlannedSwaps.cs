namespace Sqs.Compiler.Passes.Routing;

/// <summary>The swaps of a component, planned ahead.</summary>
/// <param name="Component">Its program qubits.</param>
/// <param name="Swaps">Pairs of device qubits in order, each with the number of the component's two-qubit gates that come before.</param>
internal sealed record PlannedSwaps(int[] Component, IReadOnlyList<(int First, int Second, int GatesBefore)> Swaps);
