namespace Sqs.Compiler.Passes.Routing;

/// <summary>How a component runs on a region of its own.</summary>
/// <param name="Edges">The couplings of the region.</param>
/// <param name="Initial">The node each qubit of the component starts on.</param>
/// <param name="Swaps">The swaps in order: two nodes, and how many of the component's two-qubit gates come before.</param>
/// <param name="Cost">Two-qubit gates that the swaps add, those that join a gate of the program counted less.</param>
internal sealed record RegionRoute((int First, int Second)[] Edges, int[] Initial, IReadOnlyList<(int First, int Second, int GatesBefore)> Swaps, int Cost);
