using Sqs.Compiler.Ir;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Sweeps;

namespace Sqs.Simulation.Linear;

/// <summary>A component as instructions on few qubits: wires take the qubits that earlier wires have left.</summary>
internal sealed class ComponentProgram
{
    private const int FusedWires = 4;

    private readonly IReadOnlyList<LinearOperation> _operations;
    private readonly RecordLayout _layout;
    private readonly List<Instruction> _instructions = [];
    private readonly Dictionary<int, int> _lastUse = [];
    private readonly Dictionary<int, int> _qubits = [];
    private readonly Stack<int> _free = new();
    private readonly HashSet<int> _used = [];

    private ComponentProgram(IReadOnlyList<LinearOperation> operations, RecordLayout layout)
    {
        _operations = operations;
        _layout = layout;
        for (int i = 0; i < operations.Count; i++)
        {
            for (int w = 0; w < operations[i].WireCount; w++)
                _lastUse[operations[i][w]] = i;
        }
    }

    /// <summary>Number of qubits used.</summary>
    public int QubitCount { get; private set; }

    /// <summary>Writes the instructions of a component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="layout">Which bits a record holds.</param>
    /// <param name="source">The program the component is a part of.</param>
    /// <param name="shots">Shots that will be drawn; decides between measuring early and measuring together.</param>
    /// <param name="qubits">Number of qubits of the instructions.</param>
    /// <returns>The instructions.</returns>
    public static LoweredProgram Write(Component component, RecordLayout layout, CircuitProgram source, int shots, out int qubits)
    {
        var early = new ComponentProgram(component.Operations, layout);
        early.Write();
        ComponentProgram best = early;
        IReadOnlyList<LinearOperation> chosen = component.Operations;
        if (MeasureLast(component) is { } late)
        {
            var terminal = new ComponentProgram(late, layout);
            terminal.Write();

            // One wide state for all shots against a narrower one for every record.
            double branches = Math.Min(shots, Math.Pow(2, component.Operations.Count(static o => o.IsMeasurement)));
            if (terminal.QubitCount - early.QubitCount <= Math.Log2(Math.Max(1, branches)))
                (best, chosen) = (terminal, late);
        }

        if (best.QubitCount >= SweepRunner<double>.SmallestWidth && chosen.All(static o => o.Gate is null || RotationForm.Takes(o.Gate)))
        {
            best = new ComponentProgram(chosen, layout);
            best.WriteSweeps();
        }
        else if (best.QubitCount >= DenseKernels<double>.SmallestWidth)
        {
            best = new ComponentProgram(GateFusion.Fuse(chosen, FusedWires, mayOpenEarly: best != early), layout);
            best.Write();
        }

        qubits = best.QubitCount;
        return new LoweredProgram(source, [.. best._instructions], 0);
    }

    // All gates, then all measurements; null where something follows a measurement on its wire.
    private static List<LinearOperation>? MeasureLast(Component component)
    {
        var measured = new HashSet<int>();
        foreach (LinearOperation operation in component.Operations)
        {
            for (int w = 0; w < operation.WireCount; w++)
            {
                if (measured.Contains(operation[w]))
                    return null;
            }

            if (operation.IsMeasurement)
                measured.Add(operation.Wire);
        }

        return [.. component.Operations.Where(static o => !o.IsMeasurement), .. component.Operations.Where(static o => o.IsMeasurement)];
    }

    private void Write()
    {
        int[] map = new int[1 + _lastUse.Keys.Max()];
        for (int i = 0; i < _operations.Count; i++)
        {
            LinearOperation operation = _operations[i];
            for (int w = 0; w < operation.WireCount; w++)
                map[operation[w]] = QubitOf(operation[w]);
            if (operation.Gate is { } gate)
                _instructions.Add(new GateInstruction(gate.Relabel(map), null));
            else
                i = WriteMeasurements(i);
            for (int w = 0; w < operation.WireCount; w++)
                Leave(operation[w], i);
        }
    }

    // Gates between measurements as one sweep. A wire that starts within the sweep takes its qubit before it.
    private void WriteSweeps()
    {
        int[] map = new int[1 + _lastUse.Keys.Max()];
        for (int i = 0; i < _operations.Count; i++)
        {
            if (_operations[i].Gate is null)
            {
                i = WriteMeasurements(i);
                continue;
            }

            int end = i;
            while (end + 1 < _operations.Count && _operations[end + 1].Gate is not null)
                end++;
            var used = new SortedSet<int>();
            for (int k = i; k <= end; k++)
            {
                for (int w = 0; w < _operations[k].WireCount; w++)
                {
                    map[_operations[k][w]] = QubitOf(_operations[k][w]);
                    used.Add(map[_operations[k][w]]);
                }
            }

            var form = new RotationForm(1 + used.Max);
            for (int k = i; k <= end; k++)
                form.Add(_operations[k].Gate!.Relabel(map));
            _instructions.Add(new SweepInstruction(form.Finish(), [.. used], end + 1 - i));
            for (int k = i; k <= end; k++)
            {
                for (int w = 0; w < _operations[k].WireCount; w++)
                    Leave(_operations[k][w], end);
            }

            i = end;
        }
    }

    private int WriteMeasurements(int first)
    {
        var qubits = new List<QubitOperand>();
        var bits = new List<BitOperand?>();
        int index = first;
        for (; index < _operations.Count && _operations[index].Gate is null; index++)
        {
            LinearOperation measurement = _operations[index];
            QubitOperand qubit = QubitOf(measurement.Wire);
            if (qubits.Contains(qubit))
                break;
            qubits.Add(qubit);
            bits.Add(measurement.RecordBit < 0 ? null : (BitOperand)_layout.ProgramBit(measurement.RecordBit));
        }

        for (int i = first; i < index; i++)
            Leave(_operations[i].Wire, index - 1);
        _instructions.Add(new MeasureInstruction([.. qubits], [.. bits], null));
        return index - 1;
    }

    private int QubitOf(int wire)
    {
        if (_qubits.TryGetValue(wire, out int qubit))
            return qubit;
        if (!_free.TryPop(out qubit))
            qubit = QubitCount++;
        if (!_used.Add(qubit))
            _instructions.Add(new ResetInstruction(qubit, null));
        _qubits.Add(wire, qubit);
        return qubit;
    }

    private void Leave(int wire, int index)
    {
        if (_lastUse[wire] <= index && _qubits.Remove(wire, out int qubit))
            _free.Push(qubit);
    }
}
