using Sqs.Simulation.Kraus;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Lowering;

namespace Sqs.Simulation.Chains;

/// <summary>
/// Cuts a component into segments and contracts each. A segment ends where, after some measurement, an operation would bring a new wire or
/// touch a measured one: there few wires are alive. Neurons that are measured and reset every step give one segment a step.
/// </summary>
internal sealed class ChainBuilder
{
    private const int MostWires = 10;
    private const int MostAlive = 6;
    private const int MostClosed = 6;

    private readonly Component _component;
    private readonly Dictionary<int, int> _lastUse = [];
    private readonly List<Func<ChainSegment>> _segments = [];
    private readonly List<int> _widths = [];
    private readonly List<LinearOperation> _pending = [];
    private readonly Dictionary<int, int> _closed = [];
    private readonly List<int> _wires = [];
    private int _inputs;

    private ChainBuilder(Component component)
    {
        _component = component;
        for (int i = 0; i < component.Operations.Count; i++)
        {
            for (int w = 0; w < component.Operations[i].WireCount; w++)
                _lastUse[component.Operations[i][w]] = i;
        }
    }

    /// <summary>Builds the segments of a component.</summary>
    /// <param name="component">The component.</param>
    /// <returns>The segments, or null where too many wires are alive at once.</returns>
    /// <remarks>Nothing is contracted before it is known that everything can be.</remarks>
    public static ChainSegment[]? Build(Component component) =>
        Cut(component) is { } builder ? [.. builder._segments.Select(static contract => contract())] : null;

    /// <summary>The number of wires of each segment, without contracting it.</summary>
    /// <param name="component">The component.</param>
    /// <returns>The widths, or null where too many wires are alive at once.</returns>
    public static IReadOnlyList<int>? Plan(Component component) => Cut(component)?._widths;

    private static ChainBuilder? Cut(Component component)
    {
        var builder = new ChainBuilder(component);
        for (int i = 0; i < component.Operations.Count; i++)
        {
            if (!builder.Add(component.Operations[i], i))
                return null;
        }

        return builder.Finish(component.Operations.Count) ? builder : null;
    }

    private bool Add(LinearOperation operation, int index)
    {
        bool isFull = _closed.Count == MostClosed && operation.Gate is null;
        if (_closed.Count > 0 && (isFull || BringsWire(operation) || TouchesClosed(operation)) && !Finish(index))
            return false;
        for (int w = 0; w < operation.WireCount; w++)
        {
            if (!_wires.Contains(operation[w]))
                _wires.Add(operation[w]);
        }

        if (_wires.Count > MostWires)
            return false;
        if (operation.Gate is null)
            _closed.Add(operation.Wire, operation.RecordBit);
        else
            _pending.Add(operation);
        return true;
    }

    private bool BringsWire(LinearOperation operation)
    {
        for (int w = 0; w < operation.WireCount; w++)
        {
            if (!_wires.Contains(operation[w]))
                return true;
        }

        return false;
    }

    private bool TouchesClosed(LinearOperation operation)
    {
        for (int w = 0; w < operation.WireCount; w++)
        {
            if (_closed.ContainsKey(operation[w]))
                return true;
        }

        return false;
    }

    // Contracts what is pending. Wires that nothing uses from here on are dropped as outcomes that no record keeps, except at the very
    // end, where nothing hangs on them.
    private bool Finish(int index)
    {
        bool isEnd = index == _component.Operations.Count;
        var closed = new List<int>();
        var bits = new List<int>();
        var alive = new List<int>();
        for (int position = 0; position < _wires.Count; position++)
        {
            int wire = _wires[position];
            bool isUsedLater = _lastUse[wire] >= index;
            if (_closed.TryGetValue(wire, out int bit) || (!isUsedLater && !isEnd))
            {
                closed.Add(position);
                bits.Add(_closed.ContainsKey(wire) ? bit : -1);
            }

            if (isUsedLater || (isEnd && !_closed.ContainsKey(wire)))
                alive.Add(position);
        }

        if (!isEnd && alive.Count > MostAlive)
            return false;
        int[] positions = new int[1 + (_wires.Count == 0 ? 0 : _wires.Max())];
        for (int position = 0; position < _wires.Count; position++)
            positions[_wires[position]] = position;
        BoundGate[] gates = [.. _pending.Select(operation => operation.Gate!.Relabel(positions))];
        (int width, int inputs) = (_wires.Count, _inputs);
        _widths.Add(width);
        _segments.Add(() =>
        {
            var contraction = new KrausContraction(width, inputs);
            foreach (BoundGate gate in gates)
                contraction.Apply(gate);
            return new ChainSegment(contraction, [.. closed], [.. bits], [.. alive]);
        });
        int[] kept = [.. alive.Select(position => _wires[position])];
        _wires.Clear();
        _wires.AddRange(kept);
        _inputs = kept.Length;
        _closed.Clear();
        _pending.Clear();
        return true;
    }
}
