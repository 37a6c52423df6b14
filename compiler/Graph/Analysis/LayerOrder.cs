using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Graph.Analysis;

/// <summary>The populations of a graph in the order spikes flow, and the cycles that prevent one.</summary>
public static class LayerOrder
{
    /// <summary>
    /// Sorts populations into layers: a population stands in the first layer behind everything it hears, whatever the delay.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="layers">Names of the populations of each layer, in document order; empty when there is a cycle.</param>
    /// <returns>The names along a cycle, the first one repeated at the end; empty for an acyclic graph.</returns>
    public static EquatableArray<string> Find(NetworkGraph graph, out EquatableArray<EquatableArray<string>> layers)
    {
        ArgumentNullException.ThrowIfNull(graph);
        string[] names = [.. graph.Populations.Select(p => p.Name)];
        (string From, string To)[] edges = [.. graph.Synapses.Select(s => (s.From, s.To))];
        EquatableArray<string> cycle = FindCycle(names, edges);
        layers = cycle.IsEmpty ? Layers(names, edges) : [];
        return cycle;
    }

    /// <summary>Finds a cycle of edges among nodes.</summary>
    /// <param name="nodes">The nodes, in the order they are tried.</param>
    /// <param name="edges">The edges; those from or to anything else are ignored.</param>
    /// <returns>The nodes along a cycle, the first one repeated at the end; empty when there is none.</returns>
    public static EquatableArray<string> FindCycle(IReadOnlyList<string> nodes, IReadOnlyList<(string From, string To)> edges)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ILookup<string, string> targets = edges.ToLookup(e => e.From, e => e.To, StringComparer.Ordinal);
        var open = nodes.ToHashSet(StringComparer.Ordinal);
        foreach (string start in nodes)
        {
            var path = new List<string>();
            var choices = new Stack<IEnumerator<string>>();
            Enter(start);
            while (choices.TryPeek(out IEnumerator<string>? next))
            {
                if (!next.MoveNext())
                {
                    choices.Pop();
                    open.Remove(path[^1]);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                int again = path.IndexOf(next.Current);
                if (again >= 0)
                    return [.. path[again..], next.Current];
                Enter(next.Current);
            }

            void Enter(string node)
            {
                if (!open.Contains(node))
                    return;
                path.Add(node);
                choices.Push(targets[node].GetEnumerator());
            }
        }

        return [];
    }

    private static EquatableArray<EquatableArray<string>> Layers(string[] names, (string From, string To)[] edges)
    {
        var depth = names.ToDictionary(n => n, _ => 0, StringComparer.Ordinal);
        ILookup<string, string> sources = edges.Where(e => depth.ContainsKey(e.From)).ToLookup(e => e.To, e => e.From, StringComparer.Ordinal);
        bool moved = true;
        while (moved)
        {
            moved = false;
            foreach (string name in names)
            {
                int least = sources[name].Select(s => depth[s] + 1).DefaultIfEmpty(0).Max();
                moved |= least > depth[name];
                depth[name] = least;
            }
        }

        return
        [
            .. names.GroupBy(n => depth[n]).OrderBy(g => g.Key).Select(g => g.ToEquatableArray()),
        ];
    }
}
