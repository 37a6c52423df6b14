using System.Collections;
using System.Collections.Immutable;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Passes.Rewriting;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes.Control;

/// <summary>
/// The work of <see cref="DeferMeasurementPass"/>. A line is a qubit of the new program; each old qubit runs on one line at a time, and each written bit
/// is the value of one line.
/// </summary>
internal sealed class MeasurementDeferral(CircuitProgram program, Target target, PassContext context)
{
    private readonly ImmutableArray<Operation>.Builder _output = ImmutableArray.CreateBuilder<Operation>();
    private readonly int[] _line = Enumerable.Repeat(-1, program.QubitCount).ToArray();
    private readonly int[] _source = Enumerable.Repeat(-1, program.BitCount).ToArray();
    private readonly Dictionary<int, int> _moved = [];
    private readonly HashSet<int> _measured = [];
    private int _lines;

    // Time steps of a network that end before the target's qubits do.
    private int _stepsThatFit;

    public CircuitProgram Run()
    {
        EquatableArray<Operation> operations = program.Body.Operations;
        for (int at = 0; at < operations.Count && !context.Diagnostics.HasErrors; at++)
        {
            if (_lines <= target.QubitCount && operations[at].Origin is { Population: not null } origin)
                _stepsThatFit = Math.Max(_stepsThatFit, origin.Step);
            switch (operations[at])
            {
                case GateOperation gate:
                    Gate(gate);
                    break;
                case MeasureOperation measure:
                    int line = LineOf(measure.Qubit.Index);
                    _measured.Add(line);
                    if (measure.Target is { } bit)
                        _source[bit.Index] = line;
                    break;
                case ResetOperation reset:
                    _line[reset.Qubit.Index] = -1;
                    break;
                case BarrierOperation or DelayOperation:
                    Timing(operations[at]);
                    break;
                case IfOperation branch:
                    at = Branch(operations, at, branch);
                    break;
            }
        }

        Measure();
        // Where measured qubits can be used again, a later pass brings the width down.
        if (_lines > target.QubitCount && !target.Reset && !context.Diagnostics.HasErrors)
            context.Diagnostics.Report(PassDiagnostics.DeferredTooWide, SourceSpan.None, program.QubitCount, _lines, target.QubitCount, program.QubitCount, NeuronShare.Of(operations).Fits(_lines, target.QubitCount, _stepsThatFit));
        return program with
        {
            QubitRegisters = [new QubitRegister("q", Math.Max(1, _lines), 0)],
            Body = new Block(new EquatableArray<Operation>(_output.DrainToImmutable())),
        };
    }

    private void Measure()
    {
        // Copies come before the first measurement.
        var recorded = new HashSet<int>();
        var measurements = new List<Operation>();
        foreach (BitRegister register in program.BitRegisters.Where(r => r.IsReported))
        {
            for (int bit = register.Offset; bit < register.Offset + register.Size; bit++)
            {
                if (_source[bit] < 0)
                    continue;
                int line = recorded.Add(_source[bit]) || !target.MeasuresOnce ? _source[bit] : Copy(_source[bit]);
                recorded.Add(line);
                measurements.Add(new MeasureOperation(line, (BitOperand)bit));
            }
        }

        _output.AddRange(measurements);
    }

    private int LineOf(int qubit) => _line[qubit] < 0 ? _line[qubit] = _lines++ : _line[qubit];

    private int Copy(int line)
    {
        int copy = _lines++;
        Emit("cx", [], null, line, copy);
        return copy;
    }

    // A gate that changes a measured line's value would change the bits it stands for, so these move to a copy first. The copy is needed even when no
    // bit keeps the outcome: a measurement parts the two values for good.
    private void Free(int qubit)
    {
        int line = _line[qubit];
        if (line < 0 || !_measured.Remove(line))
            return;
        int copy = Copy(line);
        _moved[line] = copy;
        for (int bit = 0; bit < _source.Length; bit++)
        {
            if (_source[bit] == line)
                _source[bit] = copy;
        }
    }

    private void Gate(GateOperation gate)
    {
        for (int i = 0; i < gate.Qubits.Count; i++)
        {
            if (ChangesValue(gate, i))
                Free(gate.Qubits[i].Index);
        }

        _output.Add(gate with { Qubits = [.. gate.Qubits.Select(q => (QubitOperand)LineOf(q.Index))] });
    }

    private static bool ChangesValue(GateOperation gate, int operand)
    {
        int controls = gate.Modifiers.Count(m => m.IsControl);
        return operand >= controls && gate.Gate is not StandardGate { Shape: GateShape.Diagonal }
            && !(gate.Gate is StandardGate { ControlCount: > 0 } controlled && operand < controls + controlled.ControlCount);
    }

    private void Timing(Operation operation)
    {
        QubitOperand[] lines = [.. operation.Operands().Where(q => _line[q.Index] >= 0).Select(q => (QubitOperand)_line[q.Index])];
        if (lines.Length == 0 && !operation.Operands().IsEmpty)
            return;
        _output.Add(operation is BarrierOperation barrier ? barrier with { Qubits = [.. lines] } : (DelayOperation)operation with { Qubits = [.. lines] });
    }

    private int Branch(EquatableArray<Operation> operations, int at, IfOperation branch)
    {
        if (IsResetIdiom(branch, out int qubit))
        {
            _line[qubit] = -1;
            return at;
        }

        var rotations = new ConditionalRotations(program, IsZero, bit => _source[bit]);
        int end = at;
        while (end < operations.Count && operations[end] is IfOperation next && rotations.TryAdd(next))
            end++;
        if (end > at)
        {
            Free(rotations.Qubit);
            rotations.Emit(LineOf(rotations.Qubit), _output);
            return end - 1;
        }

        TruthTable? table = Tabulate(branch.Condition, branch);
        if (table is null)
            return at;
        if (branch is { Else: null, Then.Operations: [MeasureOperation { Target: not null } measure] })
        {
            ConditionalMeasure(measure, table);
            return at;
        }

        foreach ((int Variable, bool Value)[] cube in table.Cubes())
            Controlled(branch.Then, Literals(table, cube), table);
        if (branch.Else is not null)
        {
            TruthTable complement = table with { Holds = new BitArray(table.Holds).Not() };
            foreach ((int Variable, bool Value)[] cube in complement.Cubes())
                Controlled(branch.Else, Literals(table, cube), complement);
        }

        return at;
    }

    private TruthTable? Tabulate(Expression condition, Operation operation)
    {
        TruthTable? table = TruthTable.Of(program, condition, IsZero);
        if (table is null)
            context.Diagnostics.Report(PassDiagnostics.ConditionTooLarge, operation.Origin?.Span ?? SourceSpan.None, TruthTable.BitsOf(program, condition).Count, TruthTable.MaximumBits);
        return table;
    }

    private bool IsZero(int bit) => _source[bit] < 0;

    // m = measure q; if (m) x q; is a reset.
    private bool IsResetIdiom(IfOperation branch, out int qubit)
    {
        qubit = -1;
        if (branch is not { Condition: BitExpression bit, Else: null } || branch.Then.Operations is not [GateOperation { Gate.Name: "x", Modifiers.IsEmpty: true } gate])
            return false;
        qubit = gate.Qubits[0].Index;
        return _source[bit.Bit] >= 0 && _source[bit.Bit] == _line[qubit];
    }

    // A fresh line holds the bit's old value where the condition does not hold and the measured one where it does: old ^ condition * (old ^ measured).
    private void ConditionalMeasure(MeasureOperation measure, TruthTable table)
    {
        int measured = LineOf(measure.Qubit.Index);
        int old = _source[measure.Target!.Value.Index];
        if (old == measured)
            return;
        int taken = _lines++;
        if (old >= 0)
            Emit("cx", null, measure.Origin, old, taken);
        foreach ((int Variable, bool Value)[] cube in table.Cubes())
        {
            List<(int Line, bool Value)> literals = Literals(table, cube);
            if (literals.Any(l => literals.Contains((l.Line, !l.Value))))
                continue;
            if (old >= 0)
                Flip(old, taken, literals, measure.Origin);
            Flip(measured, taken, literals, measure.Origin);
        }

        _source[measure.Target.Value.Index] = taken;
    }

    // A line that is itself among the literals has a known value.
    private void Flip(int source, int taken, List<(int Line, bool Value)> literals, Origin? origin)
    {
        if (literals.Contains((source, true)))
            Emit("x", literals, origin, taken);
        else if (!literals.Contains((source, false)))
            Emit("cx", literals, origin, source, taken);
    }

    private List<(int Line, bool Value)> Literals(TruthTable table, (int Variable, bool Value)[] cube)
    {
        // Two bits may have the same line; a cube that wants it to be 0 and 1 never holds.
        var literals = new List<(int Line, bool Value)>();
        foreach ((int variable, bool value) in cube)
        {
            int line = _source[table.Bits[variable]];
            if (!literals.Contains((line, value)))
                literals.Add((line, value));
        }

        return literals;
    }

    private void Controlled(Block block, List<(int Line, bool Value)> literals, TruthTable table)
    {
        if (literals.Any(l => literals.Contains((l.Line, !l.Value))))
            return;
        foreach (Operation operation in block.Operations)
        {
            switch (operation)
            {
                case GateOperation gate:
                    ControlledGate(gate, literals, table);
                    break;
                case MeasureOperation { Target: { } bit } measure when table.Cubes().Count == 1 && _source[bit.Index] < 0
                    && !literals.Any(l => l.Line == LineOf(measure.Qubit.Index)):
                    int taken = _lines++;
                    Emit("cx", literals, operation.Origin, LineOf(measure.Qubit.Index), taken);
                    _source[bit.Index] = taken;
                    break;
                case ResetOperation reset when table.Cubes().Count == 1 && !literals.Any(l => l.Line == LineOf(reset.Qubit.Index)):
                    Free(reset.Qubit.Index);
                    int fresh = _lines++;
                    Emit("swap", literals, operation.Origin, LineOf(reset.Qubit.Index), fresh);
                    break;
                case BarrierOperation or DelayOperation:
                    break;
                default:
                    context.Diagnostics.Report(PassDiagnostics.DeferredBranch, operation.Origin?.Span ?? SourceSpan.None, OperationNames.Of(operation));
                    return;
            }
        }
    }

    private void ControlledGate(GateOperation gate, List<(int Line, bool Value)> literals, TruthTable table)
    {
        for (int i = 0; i < gate.Qubits.Count; i++)
        {
            int qubit = gate.Qubits[i].Index;
            if (ChangesValue(gate, i) || literals.Any(l => l.Line == _line[qubit]))
                Free(qubit);
        }

        // Freeing may have moved the condition's bits to copies, so its lines are looked up anew.
        List<(int Line, bool Value)> current = [.. literals.Select(l => (Moved(l.Line, table), l.Value))];
        int[] qubits = [.. gate.Qubits.Select(q => LineOf(q.Index))];
        EquatableArray<GateModifier> controls = [.. current.Select(l => new GateModifier(l.Value ? GateModifierKind.Control : GateModifierKind.NegativeControl)), .. gate.Modifiers];
        _output.Add(gate with { Qubits = [.. current.Select(l => (QubitOperand)l.Line), .. qubits.Select(q => (QubitOperand)q)], Modifiers = controls });
    }

    private int Moved(int line, TruthTable table) =>
        table.Bits.Any(b => _source[b] == line) ? line : _moved.GetValueOrDefault(line, line);

    private void Emit(string gate, List<(int Line, bool Value)>? literals, Origin? origin, params ReadOnlySpan<int> lines)
    {
        EquatableArray<GateModifier> modifiers = literals is null ? [] : [.. literals.Select(l => new GateModifier(l.Value ? GateModifierKind.Control : GateModifierKind.NegativeControl))];
        int[] own = lines.ToArray();
        _output.Add(new GateOperation(GateTable.Find(gate), [], [.. (literals ?? []).Select(l => (QubitOperand)l.Line), .. own.Select(q => (QubitOperand)q)], modifiers) { Origin = origin });
    }
}
