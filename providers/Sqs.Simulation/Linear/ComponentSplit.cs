namespace Sqs.Simulation.Linear;

/// <summary>
/// Splits a linear program into independent components and orders each so that few wires are alive at once: an operation waits until an
/// outcome needs it, and a wire is measured as soon as its last gate is done. What no outcome depends on is left out.
/// </summary>
internal static class ComponentSplit
{
    /// <summary>Splits and orders.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The components, in the order of their first outcome.</returns>
    public static List<Component> Split(LinearProgram program)
    {
        int[] parents = Unite(program);
        var components = new Dictionary<int, List<LinearOperation>>();
        var order = new List<List<LinearOperation>>();
        foreach (int index in Schedule(program))
        {
            LinearOperation operation = program.Operations[index];
            int root = Find(parents, operation[0]);
            if (!components.TryGetValue(root, out List<LinearOperation>? list))
            {
                components.Add(root, list = []);
                order.Add(list);
            }

            list.Add(operation);
        }

        return order.ConvertAll(static list => new Component(list));
    }

    private static int[] Unite(LinearProgram program)
    {
        int[] parents = [.. Enumerable.Range(0, program.WireCount)];
        foreach (LinearOperation operation in program.Operations)
        {
            for (int i = 1; i < operation.WireCount; i++)
                parents[Find(parents, operation[i])] = Find(parents, operation[0]);
        }

        return parents;
    }

    private static int Find(int[] parents, int wire)
    {
        while (parents[wire] != wire)
            wire = parents[wire] = parents[parents[wire]];
        return wire;
    }

    // Indices of the needed operations in their new order.
    private static List<int> Schedule(LinearProgram program)
    {
        IReadOnlyList<LinearOperation> operations = program.Operations;
        int[] lastOnWire = new int[program.WireCount];
        Array.Fill(lastOnWire, -1);
        int[][] predecessors = new int[operations.Count][];
        var roots = new List<(int Ready, int Index)>();
        for (int index = 0; index < operations.Count; index++)
        {
            LinearOperation operation = operations[index];
            int[] before = new int[operation.WireCount];
            for (int i = 0; i < before.Length; i++)
            {
                before[i] = lastOnWire[operation[i]];
                lastOnWire[operation[i]] = index;
            }

            predecessors[index] = before;
            if (operation.RecordBit >= 0)
                roots.Add((before[0], index));
        }

        roots.Sort();
        var order = new List<int>(operations.Count);
        bool[] placed = new bool[operations.Count];
        var open = new Stack<int>();
        foreach ((int _, int root) in roots)
        {
            int first = order.Count;
            open.Push(root);
            while (open.TryPop(out int index))
            {
                if (placed[index])
                    continue;
                placed[index] = true;
                order.Add(index);
                foreach (int before in predecessors[index])
                {
                    if (before >= 0)
                        open.Push(before);
                }
            }

            // Within what one outcome needs, the order of the program.
            order.Sort(first, order.Count - first, null);
        }

        return order;
    }
}
