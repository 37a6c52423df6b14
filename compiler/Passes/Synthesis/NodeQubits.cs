using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>The qubits nodes act on.</summary>
internal static class NodeQubits
{
    /// <summary>The qubits of a node, those of its branches included.</summary>
    public static IEnumerable<int> Of(CircuitNode node) => node switch
    {
        RunNode run => [run.Qubit],
        InteractionNode pair => [pair.First, pair.Second],
        CzNode pair => [pair.First, pair.Second],
        FixedNode fixedNode => fixedNode.Operation.Operands().Select(q => q.Index),
        BranchNode branch => branch.Then.Concat(branch.Else ?? []).SelectMany(Of).Distinct(),
        _ => [],
    };
}
