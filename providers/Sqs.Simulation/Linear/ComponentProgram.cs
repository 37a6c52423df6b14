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

    // A sweep does about 2^3 times the work of single gates in the same time.
    private const int FactoredGain = 3;

    private readonly IReadOnlyList<LinearOperation> _operations;
    private readonly RecordLayout _layout;
    private readonly CancellationToken _cancellation;
    private readonly List<Instruction> _instructions = [];
    private readonly Dictionary<int, int> _lastUse = [];
    private readonly Dictionary<int, int> _qubits = [];
    private readonly Stack<int> _free = new();
    private readonly HashSet<int> _used = [];

    private ComponentProgram(IReadOnlyList<LinearOperation> operations, RecordLayout layout, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _operations = operations;
        _layout = layout;
        for (int i = 0; i < operations.Count; i++)
        {
            for (int w = 0; w < operations[i].WireCount; w++)
                _lastUse[operations[i][w]] = i;
        }
    }

    private int QubitCount { get; set; }

    /// <summary>Writes the instructions of a component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="layout">Which bits a record holds.</param>
    /// <param name="source">The program the component is a part of.</param>
    /// <param name="shots">Shots that will be drawn; decides between measuring early and measuring together.</param>
    /// <param name="cancellation">Stops the rewriting of gates.</param>
    /// <returns>The instructions.</returns>
    public static WrittenComponent Write(Component component, RecordLayout layout, CircuitProgram source, int shots, CancellationToken cancellation)
    {
        var early = new ComponentProgram(component.Operations, layout, cancellation);
        early.Write();
        WrittenComponent narrow = early.ToProgram(source);
        ComponentProgram best = early;
        IReadOnlyList<LinearOperation> chosen = component.Operations;
        if (MeasureLast(component) is { } late)
        {
            var terminal = new ComponentProgram(late, layout, cancellation);
            terminal.Write();

            // One wide state for all shots against a narrower one for every record.
            double branches = Math.Min(shots, Math.Pow(2, component.Operations.Count(static o => o.IsMeasurement)));
            if (terminal.QubitCount - early.QubitCount <= Math.Log2(Math.Max(1, branches)))
                (best, chosen) = (terminal, late);
        }

        if (best.QubitCount < DenseKernels<double>.SmallestWidth)
            return best.ToProgram(source);

        // Where few of the qubits alive are entangled, factors are worth more than rewriting.
        if (narrow.Width < DenseKernels<double>.SmallestWidth || narrow.Width + FactoredGain < best.QubitCount)
            return narrow;
        var wide = new ComponentProgram(best.QubitCount < SweepRunner<double>.SmallestWidth ? GateFusion.Fuse(chosen, FusedWires, mayOpenEarly: best != early) : chosen, layout, cancellation);
        if (best.QubitCount < SweepRunner<double>.SmallestWidth)
            wide.Write();
        else
            wide.WriteWide();
        return wide.ToProgram(source);
    }

    /// <summary>Writes all operations of a program on one state of all its qubits.</summary>
    /// <param name="whole">Gates, then measurements; the wires are the qubits.</param>
    /// <param name="layout">Which bits a record holds.</param>
    /// <param name="source">The program.</param>
    /// <param name="cancellation">Stops the rewriting of gates.</param>
    /// <returns>The instructions.</returns>
    public static WrittenComponent WriteStateVector(Component whole, RecordLayout layout, CircuitProgram source, CancellationToken cancellation)
    {
        var program = new ComponentProgram(whole.Operations, layout, cancellation);
        int[] qubits = [.. Enumerable.Range(0, source.QubitCount).Select(program.QubitOf)];
        if (qubits.Length > 0)
            program._instructions.Add(new JoinInstruction(qubits));
        if (qubits.Length < SweepRunner<double>.SmallestWidth)
            program.Write();
        else
            program.WriteWide();
        return program.ToProgram(source);
    }

    private WrittenComponent ToProgram(CircuitProgram source)
    {
        var program = new LoweredProgram(source, [.. _instructions], 0);
        return new WrittenComponent(program, QubitCount, FactorWidths.Widest(program, QubitCount));
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
        int[] map = new int[1 + _lastUse.Keys.DefaultIfEmpty().Max()];
        for (int i = 0; i < _operations.Count; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
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

    // Gates between measurements as sweeps. A wire that starts within them takes its qubit before.
    private void WriteWide()
    {
        int[] map = new int[1 + _lastUse.Keys.DefaultIfEmpty().Max()];
        for (int i = 0; i < _operations.Count; i++)
        {
            if (_operations[i].Gate is null)
            {
                i = WriteMeasurements(i);
                continue;
            }

            int end = EndOf(i, static operation => operation.Gate is not null);
            var used = new SortedSet<int>();
            for (int k = i; k <= end; k++)
            {
                for (int w = 0; w < _operations[k].WireCount; w++)
                {
                    map[_operations[k][w]] = QubitOf(_operations[k][w]);
                    used.Add(map[_operations[k][w]]);
                }
            }

            _instructions.Add(new JoinInstruction([.. used]));
            for (int first = i, last; first <= end; first = last + 1)
            {
                bool isSwept = RotationForm.Takes(_operations[first].Gate!);
                last = EndOf(first, operation => operation.Gate is { } gate && RotationForm.Takes(gate) == isSwept);
                if (isSwept)
                    WriteSweep(first, last, [.. used], map);
                else
                    WriteFused(first, last, map);
            }

            for (int k = i; k <= end; k++)
            {
                for (int w = 0; w < _operations[k].WireCount; w++)
                    Leave(_operations[k][w], end);
            }

            i = end;
        }
    }

    // Index of the last of the neighbouring operations of a kind.
    private int EndOf(int first, Func<LinearOperation, bool> isAlike)
    {
        int end = first;
        while (end + 1 < _operations.Count && isAlike(_operations[end + 1]))
            end++;
        return end;
    }

    private void WriteSweep(int first, int last, int[] qubits, int[] map)
    {
        var form = new RotationForm(1 + qubits[^1]);
        for (int k = first; k <= last; k++)
        {
            _cancellation.ThrowIfCancellationRequested();
            form.Add(_operations[k].Gate!.Relabel(map));
        }

        _instructions.Add(new SweepInstruction(form.Finish(), qubits, last + 1 - first));
    }

    private void WriteFused(int first, int last, int[] map)
    {
        foreach (LinearOperation fused in GateFusion.Fuse([.. _operations.Skip(first).Take(last + 1 - first)], FusedWires, mayOpenEarly: true))
            _instructions.Add(new GateInstruction(fused.Gate!.Relabel(map), null));
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
