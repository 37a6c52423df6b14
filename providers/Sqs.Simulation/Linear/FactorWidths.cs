using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;

namespace Sqs.Simulation.Linear;

/// <summary>
/// Follows which qubits would share a state, without any amplitude: what a factored state would do, known before it runs. Values of qubits in
/// basis states are followed as far as they are known.
/// </summary>
internal sealed class FactorWidths
{
    private readonly HashSet<int>?[] _factors;
    private readonly bool?[] _values;
    private int _widest;

    private FactorWidths(int qubits)
    {
        _factors = new HashSet<int>?[qubits];
        _values = new bool?[qubits];
        Array.Fill(_values, false);
    }

    /// <summary>The most qubits that share a state.</summary>
    /// <param name="program">Gates, sweeps, measurements and resets of known qubits.</param>
    /// <param name="qubits">Number of qubits.</param>
    /// <returns>The width.</returns>
    public static int Widest(LoweredProgram program, int qubits)
    {
        var widths = new FactorWidths(qubits);
        foreach (Instruction instruction in program.Instructions)
        {
            switch (instruction)
            {
                case GateInstruction { Gate: var gate }:
                    widths.Apply(gate);
                    break;
                case JoinInstruction join:
                    widths.Join(join.Qubits);
                    break;
                case SweepInstruction sweep:
                    widths.Join(sweep.Qubits);
                    break;
                case MeasureInstruction measure:
                    foreach (var qubit in measure.Qubits)
                        widths.Leave(qubit.Index, null);
                    break;
                case ResetInstruction reset:
                    widths.Leave(reset.Qubit.Index, false);
                    break;
            }
        }

        return widths._widest;
    }

    private void Apply(BoundGate gate)
    {
        var controls = new List<int>();
        for (int i = 0; i < gate.Controls.Length; i++)
        {
            int qubit = gate.Controls[i];
            bool active = ((gate.ControlPattern >> i) & 1) != 0;
            if (_factors[qubit] is not null)
                controls.Add(qubit);
            else if (_values[qubit] is { } value && value != active)
                return;
        }

        bool isPermutation = controls.Count == 0 && gate.Form != GateForm.Dense && gate.Targets.All(qubit => _factors[qubit] is null);
        if (isPermutation)
            Permute(gate);
        else
            Join([.. gate.Targets, .. controls]);
    }

    // Where a control or a target is not known, neither is what becomes of the targets.
    private void Permute(BoundGate gate)
    {
        bool isKnown = gate.Controls.All(qubit => _values[qubit] is not null) && gate.Targets.All(qubit => _values[qubit] is not null);
        int column = 0;
        for (int i = 0; i < gate.Targets.Length; i++)
            column |= _values[gate.Targets[i]] == true ? 1 << i : 0;
        int row = isKnown ? gate.RowOf(column) : 0;
        for (int i = 0; i < gate.Targets.Length && gate.Form != GateForm.Diagonal; i++)
            _values[gate.Targets[i]] = isKnown ? ((row >> i) & 1) != 0 : null;
    }

    private void Join(ReadOnlySpan<int> qubits)
    {
        HashSet<int>? joined = null;
        foreach (int qubit in qubits)
        {
            if (_factors[qubit] is { } factor && (joined is null || factor.Count > joined.Count))
                joined = factor;
        }

        joined ??= [];
        foreach (int qubit in qubits)
        {
            foreach (int member in _factors[qubit] is { } factor && factor != joined ? [.. factor] : (int[])[qubit])
            {
                joined.Add(member);
                _factors[member] = joined;
            }
        }

        _widest = Math.Max(_widest, joined.Count);
    }

    private void Leave(int qubit, bool? value)
    {
        if (_factors[qubit] is null && value is null)
            return;
        _factors[qubit]?.Remove(qubit);
        _factors[qubit] = null;
        _values[qubit] = value;
    }
}
