using Sqs.Simulation.Kernels;
using Sqs.Simulation.Kraus;
using Sqs.Simulation.Linear;
using Sqs.Simulation.Lowering.Instructions;

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

    // Wires of gates that are multiplied together before a wide operator is.
    private const int FusedWires = 3;

    // With noise operators act on density matrices, whose dimension is squared.
    private const int MostMixedBits = 14;
    private const int MostMixedAlive = 3;

    private readonly Component _component;
    private readonly bool _isMixed;
    private readonly Dictionary<int, int> _lastUse = [];
    private readonly List<Func<ChainSegment>> _segments = [];
    private readonly List<SegmentSize> _sizes = [];
    private readonly List<LinearOperation> _pending = [];
    private readonly Dictionary<int, LinearOperation> _closed = [];
    private readonly List<int> _wires = [];
    private int _inputs;

    private ChainBuilder(Component component, bool isMixed)
    {
        _isMixed = isMixed;
        _component = component;
        for (int i = 0; i < component.Operations.Count; i++)
        {
            for (int w = 0; w < component.Operations[i].WireCount; w++)
                _lastUse[component.Operations[i][w]] = i;
        }
    }

    /// <summary>What each segment costs.</summary>
    public IReadOnlyList<SegmentSize> Sizes => _sizes;

    /// <summary>Bytes of the operators of all segments.</summary>
    public long Bytes => _sizes.Sum(static size => 2 * sizeof(double) * (long)size.Entries);

    /// <summary>Cuts a component without contracting anything.</summary>
    /// <param name="component">The component.</param>
    /// <param name="isMixed">Whether states are density matrices.</param>
    /// <returns>The cuts, or null where too many wires are alive at once.</returns>
    public static ChainBuilder? Cut(Component component, bool isMixed)
    {
        var builder = new ChainBuilder(component, isMixed);
        for (int i = 0; i < component.Operations.Count; i++)
        {
            if (!builder.Add(component.Operations[i], i))
                return null;
        }

        return builder.Finish(component.Operations.Count) ? builder : null;
    }

    /// <summary>Contracts the segments.</summary>
    /// <param name="cancellation">Stops between segments.</param>
    /// <returns>The chain.</returns>
    public ChainSegment[] Contract(CancellationToken cancellation)
    {
        var chain = new ChainSegment[_segments.Count];
        for (int i = 0; i < chain.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            chain[i] = _segments[i]();
        }

        return chain;
    }

    private bool Add(LinearOperation operation, int index)
    {
        bool isFull = _closed.Count == MostClosed && operation.IsMeasurement;
        if (_closed.Count > 0 && (isFull || BringsWire(operation) || TouchesClosed(operation)) && !Finish(index))
            return false;
        for (int w = 0; w < operation.WireCount; w++)
        {
            if (!_wires.Contains(operation[w]))
                _wires.Add(operation[w]);
        }

        if (_wires.Count > MostWires || (_isMixed && 2 * (_wires.Count + _inputs) > MostMixedBits))
            return false;
        if (operation.IsMeasurement)
            _closed.Add(operation.Wire, operation);
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

    // Contracts what is pending. Wires that nothing uses from here on are dropped: as outcomes that no record keeps, or by a trace. At the very
    // end amplitudes keep them, as nothing hangs on them.
    private bool Finish(int index)
    {
        bool isEnd = index == _component.Operations.Count;
        var closed = new List<int>();
        var recordBits = new List<int>();
        var alive = new List<int>();
        for (int position = 0; position < _wires.Count; position++)
        {
            int wire = _wires[position];
            bool isUsedLater = _lastUse[wire] >= index;
            bool isMeasured = _closed.TryGetValue(wire, out LinearOperation measurement);
            if (isMeasured || (!isUsedLater && (!isEnd || _isMixed)))
            {
                closed.Add(position);
                recordBits.Add(isMeasured ? measurement.RecordBit : -1);
            }

            if (isUsedLater || (isEnd && !isMeasured && !_isMixed))
                alive.Add(position);
        }

        if (!isEnd && alive.Count > (_isMixed ? MostMixedAlive : MostAlive))
            return false;
        int[] positions = new int[1 + (_wires.Count == 0 ? 0 : _wires.Max())];
        for (int position = 0; position < _wires.Count; position++)
            positions[_wires[position]] = position;
        _sizes.Add(SizeOf(alive.Count, _isMixed ? _closed.Values.Count(static m => m.RecordBit >= 0) : closed.Count));
        _segments.Add(_isMixed ? Mixed(positions, [.. closed], [.. alive]) : Pure(positions, [.. closed], [.. recordBits], [.. alive]));
        int[] kept = [.. alive.Select(position => _wires[position])];
        _wires.Clear();
        _wires.AddRange(kept);
        _inputs = kept.Length;
        _closed.Clear();
        _pending.Clear();
        return true;
    }

    // Density matrices have two indices, and their gates two sides.
    private SegmentSize SizeOf(int alive, int outcomeBits)
    {
        int sides = _isMixed ? 2 : 1;
        double entries = Math.Pow(2, (sides * (_inputs + alive)) + outcomeBits);
        double amplitudes = Math.Pow(2, sides * (_wires.Count + _inputs));
        double contraction = _pending.Sum(operation => amplitudes * (operation.Gate is { } gate
            ? sides * Math.Pow(2, gate.Targets.Length)
            : Math.Pow(2, 2 * operation.WireCount)));
        return new SegmentSize(_wires.Count, entries, outcomeBits, contraction);
    }

    private Func<ChainSegment> Pure(int[] positions, int[] closed, int[] bits, int[] alive)
    {
        LinearOperation[] gates = [.. _pending];
        (int width, int inputs) = (_wires.Count, _inputs);
        return () =>
        {
            var contraction = new KrausContraction(width, inputs);
            bool isWide = width + inputs >= DenseKernels<double>.SmallestWidth;
            foreach (LinearOperation operation in isWide ? GateFusion.Fuse(gates, FusedWires, mayOpenEarly: true) : (IEnumerable<LinearOperation>)gates)
                contraction.Apply(operation.Gate!.Relabel(positions));
            return ChainSegment.Pure(contraction, closed, bits, alive);
        };
    }

    private Func<ChainSegment> Mixed(int[] positions, int[] closed, int[] alive)
    {
        LinearOperation[] operations = [.. _pending];
        (int Position, int RecordBit, MisreadInstruction? Misread)[] outcomes =
            [.. _closed.Values.Where(static m => m.RecordBit >= 0).Select(m => (positions[m.Wire], m.RecordBit, m.Misread))];
        int width = _wires.Count;
        int[] inputs = [.. Enumerable.Range(0, _inputs), .. Enumerable.Range(width, _inputs)];
        return () =>
        {
            var contraction = new KrausContraction(2 * width, inputs);
            foreach (LinearOperation operation in operations)
                contraction.ApplyToDensity(operation, positions);
            return ChainSegment.Mixed(contraction, outcomes, closed, alive);
        };
    }
}
