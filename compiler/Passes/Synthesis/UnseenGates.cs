using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// Drops gates no result can show: on qubits that are never measured again, and phases right before a measurement. Walks backwards once; a qubit is
/// unseen, seen only through a measurement in the computational basis, or seen in full.
/// </summary>
internal static class UnseenGates
{
    private enum View
    {
        None,
        Populations,
        Full,
    }

    /// <summary>Drops what no result shows.</summary>
    /// <param name="nodes">The circuit.</param>
    /// <param name="qubitCount">Number of qubits.</param>
    /// <param name="keepFinalState">Whether the state at the end counts as a result: for programs without measurements.</param>
    public static List<CircuitNode> Drop(List<CircuitNode> nodes, int qubitCount, bool keepFinalState)
    {
        var views = new View[qubitCount];
        Array.Fill(views, keepFinalState ? View.Full : View.None);
        var kept = new List<CircuitNode>(nodes.Count);
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (IsSeen(nodes[i], views))
                kept.Add(nodes[i]);
        }

        kept.Reverse();
        return kept;
    }

    private static bool IsSeen(CircuitNode node, View[] views)
    {
        switch (node)
        {
            case RunNode run:
                if (views[run.Qubit] == View.None || (views[run.Qubit] == View.Populations && run.Run.IsDiagonal))
                    return false;
                if (!run.Run.IsDiagonal)
                    views[run.Qubit] = View.Full;
                return true;
            case InteractionNode pair:
                // A diagonal gate leaves populations alone, so it matters only where one of the two is seen in full.
                if (views[pair.First] != View.Full && views[pair.Second] != View.Full)
                    return false;
                views[pair.First] = Seen(views[pair.First]);
                views[pair.Second] = Seen(views[pair.Second]);
                return true;
            case FixedNode { Operation: MeasureOperation measure } when measure.Target is not null || views[measure.Qubit.Index] != View.None:
                // A measurement leaves nothing of the phases between outcomes, whatever follows.
                views[measure.Qubit.Index] = View.Populations;
                return true;
            case FixedNode { Operation: ResetOperation reset }:
                bool isSeen = views[reset.Qubit.Index] != View.None;
                views[reset.Qubit.Index] = View.None;
                return isSeen;
            case FixedNode { Operation: MeasureOperation }:
                return false;
            case BranchNode branch:
                foreach (int qubit in NodeQubits.Of(branch))
                    views[qubit] = View.Full;
                return true;
            default:
                return true;
        }
    }

    // The other qubit's phase depends on this one's value, so an unseen qubit is from here on seen through its populations.
    private static View Seen(View view) => view == View.None ? View.Populations : view;
}
