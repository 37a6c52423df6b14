using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Routing;

/// <summary>
/// A lower bound of the swaps that any routing of a program takes. Along a chain of two-qubit gates each of which shares a qubit with the one before, the
/// order is fixed. A stretch of the chain whose interactions embed nowhere takes a swap between its first and last gate; stretches that meet in one gate
/// take swaps of their own.
/// </summary>
public static class SwapBound
{
    private const int SearchBudget = 200_000;

    /// <summary>Bounds the swaps of a program.</summary>
    /// <param name="program">A program in gates on one and two qubits, before its placement.</param>
    /// <param name="coupling">The couplings.</param>
    /// <returns>No routing takes fewer swaps.</returns>
    public static int Of(CircuitProgram program, CouplingMap coupling)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(coupling);
        var embeds = new Dictionary<string, bool>(StringComparer.Ordinal);
        int bound = 0;
        foreach (int[] component in new InteractionGraph(program).Components)
        {
            var members = component.ToHashSet();
            var stretch = new List<(int First, int Second)>();
            foreach ((int First, int Second) pair in program.Body.Operations.Select(SwapRouter.PairOf).OfType<(int, int)>())
            {
                if (!members.Contains(pair.First) || (stretch.Count > 0 && !Meets(stretch[^1], pair)))
                    continue;
                stretch.Add(pair);
                if (Embeds(stretch, coupling, embeds))
                    continue;
                bound++;
                stretch = [pair];
            }
        }

        return bound;
    }

    private static bool Meets((int First, int Second) a, (int First, int Second) b) =>
        a.First == b.First || a.First == b.Second || a.Second == b.First || a.Second == b.Second;

    private static bool Embeds(List<(int First, int Second)> stretch, CouplingMap coupling, Dictionary<string, bool> known)
    {
        int[] qubits = [.. stretch.SelectMany(p => new[] { p.First, p.Second }).Distinct()];
        (int, int)[] edges =
        [
            .. stretch.Select(p => (Array.IndexOf(qubits, p.First), Array.IndexOf(qubits, p.Second))).Select(e => e.Item1 < e.Item2 ? e : (e.Item2, e.Item1)).Distinct().Order(),
        ];
        string key = string.Join(',', edges);
        if (!known.TryGetValue(key, out bool embeds))
        {
            // A search that runs out of its budget says nothing, and then the stretch counts as embeddable.
            var search = new SubgraphSearch(coupling, _ => true, (_, _) => true, SearchBudget);
            embeds = search.Find(qubits.Length, edges, limit: 1).Count > 0 || search.IsExhausted;
            known.Add(key, embeds);
        }

        return embeds;
    }
}
