using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Rewriting;

/// <summary>
/// The qubits of a program in groups that never meet in an operation, ordered so that no group waits for a measured bit of a later one.
/// Barriers and delays join nothing.
/// </summary>
internal sealed class QubitGroups
{
    private readonly Dictionary<int, List<int>> _members;

    private QubitGroups(Dictionary<int, List<int>> members, IReadOnlyList<int> order)
    {
        _members = members;
        Order = order;
    }

    /// <summary>The groups in an order they can run one after the other.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>The qubits of a group, ascending.</summary>
    public IReadOnlyList<int> Members(int group) => _members[group];

    /// <summary>Finds the groups of a program.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The groups, or null when their operations cannot be taken apart.</returns>
    public static QubitGroups? Find(CircuitProgram program)
    {
        int[] parent = [.. Enumerable.Range(0, program.QubitCount)];
        var footprints = new List<Footprint>(program.Body.Operations.Count);
        foreach (Operation operation in program.Body.Operations)
        {
            if (operation is BarrierOperation or DelayOperation)
                continue;
            Footprint footprint = Footprint.Of(operation, program);
            if (footprint.IsOrdered || footprint.IsDynamic || (footprint.Qubits.Count == 0 && operation is not GateOperation))
                return null;
            footprints.Add(footprint);
            int first = -1;
            foreach (int qubit in footprint.Qubits)
            {
                if (first >= 0)
                    parent[Root(parent, qubit)] = Root(parent, first);
                first = qubit;
            }
        }

        var members = new Dictionary<int, List<int>>();
        for (int qubit = 0; qubit < parent.Length; qubit++)
        {
            int root = Root(parent, qubit);
            if (!members.TryGetValue(root, out List<int>? list))
                members.Add(root, list = []);
            list.Add(qubit);
        }

        List<int>? order = Sort([.. members.Keys], Dependencies(footprints, parent));
        return order is null ? null : new QubitGroups(members, order);
    }

    private static int Root(int[] parent, int qubit)
    {
        while (parent[qubit] != qubit)
            qubit = parent[qubit] = parent[parent[qubit]];
        return qubit;
    }

    // Two accesses to a bit keep their order unless both read.
    private static HashSet<(int Before, int After)> Dependencies(List<Footprint> footprints, int[] parent)
    {
        var edges = new HashSet<(int, int)>();
        var writers = new Dictionary<int, int>();
        var readers = new Dictionary<int, HashSet<int>>();
        foreach (Footprint footprint in footprints.Where(f => f.Qubits.Count > 0))
        {
            int group = Root(parent, footprint.Qubits.First());
            foreach (int bit in footprint.BitsRead)
            {
                if (writers.TryGetValue(bit, out int writer))
                    edges.Add((writer, group));
                if (!readers.TryGetValue(bit, out HashSet<int>? known))
                    readers.Add(bit, known = []);
                known.Add(group);
            }

            foreach (int bit in footprint.BitsWritten)
            {
                if (writers.TryGetValue(bit, out int writer))
                    edges.Add((writer, group));
                foreach (int reader in readers.GetValueOrDefault(bit) ?? [])
                    edges.Add((reader, group));
                writers[bit] = group;
                readers.Remove(bit);
            }
        }

        edges.RemoveWhere(e => e.Item1 == e.Item2);
        return edges;
    }

    private static List<int>? Sort(List<int> groups, HashSet<(int Before, int After)> edges)
    {
        var waiting = groups.ToDictionary(g => g, g => edges.Count(e => e.After == g));
        ILookup<int, int> followers = edges.ToLookup(e => e.Before, e => e.After);
        var ready = new PriorityQueue<int, int>(groups.Select((g, i) => (g, i)).Where(x => waiting[x.g] == 0));
        var positions = groups.Select((g, i) => (g, i)).ToDictionary(x => x.g, x => x.i);
        var order = new List<int>(groups.Count);
        while (ready.TryDequeue(out int group, out _))
        {
            order.Add(group);
            foreach (int follower in followers[group])
            {
                if (--waiting[follower] == 0)
                    ready.Enqueue(follower, positions[follower]);
            }
        }

        return order.Count == groups.Count ? order : null;
    }
}
