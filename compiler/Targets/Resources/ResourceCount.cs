using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Targets.Resources;

/// <summary>Counts what a program costs on a target. Operations start as early as their qubits and the bits they read allow.</summary>
public sealed class ResourceCount
{
    private readonly CircuitProgram _program;
    private readonly Target _target;
    private readonly Dictionary<string, long> _gates = new(StringComparer.Ordinal);
    private readonly double[] _time;
    private readonly double[] _busy;
    private readonly double[] _bitTime;
    private readonly long[] _depth;
    private readonly long[] _twoQubitDepth;
    private readonly long[] _weight;
    private readonly bool[] _isUsed;
    private readonly HashSet<int> _sent = [];
    private double _logSuccess;
    private long _operations;
    private long _oneQubit;
    private long _twoQubit;
    private long _measurements;
    private long _resets;
    private long _branches;
    private long _bits;
    private double _broadcast;

    private ResourceCount(CircuitProgram program, Target target)
    {
        (_program, _target) = (program, target);
        _time = new double[program.QubitCount];
        _busy = new double[program.QubitCount];
        _depth = new long[program.QubitCount];
        _twoQubitDepth = new long[program.QubitCount];
        _weight = new long[program.QubitCount];
        _isUsed = new bool[program.QubitCount];
        _bitTime = new double[program.BitCount];
    }

    /// <summary>Counts a program. Loops count once, operands chosen at run time not at all.</summary>
    /// <param name="program">The program.</param>
    /// <param name="target">Gives errors and durations.</param>
    /// <returns>The count.</returns>
    public static ProgramResources Of(CircuitProgram program, Target target)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(target);
        var count = new ResourceCount(program, target);
        count.Walk(program.Body, 0);
        return count.Result();
    }

    private ProgramResources Result()
    {
        double duration = _time.DefaultIfEmpty(0).Max();
        for (int qubit = 0; qubit < _time.Length; qubit++)
        {
            if (_isUsed[qubit] && _target.Typical.Coherence < double.PositiveInfinity)
                _logSuccess -= (_time[qubit] - _busy[qubit]) / _target.Typical.Coherence;
        }

        return new ProgramResources(
            _isUsed.Count(u => u),
            _program.BitCount,
            _program.Inputs.Count,
            _operations,
            _gates,
            _oneQubit,
            _twoQubit,
            _measurements,
            _resets,
            _branches,
            _broadcast,
            _bits,
            _depth.DefaultIfEmpty(0).Max(),
            _twoQubitDepth.DefaultIfEmpty(0).Max(),
            duration,
            -Math.Exp(_logSuccess) + 1,
            _weight.DefaultIfEmpty(0).Max());
    }

    private void Walk(Block block, double earliest)
    {
        foreach (Operation operation in block.Operations)
        {
            _operations++;
            int[] qubits = [.. operation.Operands().Where(q => q.IsStatic).Select(q => q.Index)];
            switch (operation)
            {
                case GateOperation gate:
                    CountGate(gate, qubits, earliest);
                    break;
                case MeasureOperation measure when qubits.Length == 1:
                    _measurements++;
                    Run(qubits, "measure", _target.ReadoutTimeOf(qubits[0]), _target.ReadoutErrorOf(qubits[0]), earliest);
                    if (measure.Target is { IsStatic: true } bit)
                    {
                        _bitTime[bit.Index] = _time[qubits[0]];
                        _sent.RemoveWhere(key => key == ~bit.Index || (key >= 0 && _program.BitRegisters[key] == _program.RegisterOfBit(bit.Index)));
                    }

                    break;
                case ResetOperation when qubits.Length == 1:
                    _resets++;
                    Run(qubits, "reset", _target.TimeOf("reset", qubits[0]), _target.ErrorOf("reset", qubits[0]), earliest);
                    break;
                case DelayOperation { Duration: ConstantExpression delay }:
                    double step = _target.Snapshot is { TimeStep: var dt } && !double.IsNaN(dt) ? dt : 0;
                    Run(qubits, "delay", delay.Value.Real + (delay.Value.Imaginary * step), 0, earliest);
                    break;
                case BarrierOperation:
                    Align(qubits);
                    break;
                case IfOperation branch:
                    CountBranch(branch, earliest);
                    break;
                default:
                    foreach (Block inner in operation.Blocks())
                        Walk(inner, earliest);
                    break;
            }
        }
    }

    private void CountGate(GateOperation gate, int[] qubits, double earliest)
    {
        string name = gate.Gate.Name;
        _gates[name] = _gates.GetValueOrDefault(name) + 1;
        if (qubits.Length == 0)
            return;
        bool isVirtual = _target.FindGate(name) is { IsVirtual: true };
        int second = qubits.Length > 1 ? qubits[1] : -1;
        if (qubits.Length > 1)
            _twoQubit++;
        else if (!isVirtual)
            _oneQubit++;
        if (isVirtual)
        {
            _weight[qubits[0]] += TargetLimits.WeightOf(name, 1);
            _isUsed[qubits[0]] = true;
            return;
        }

        Run(qubits, name, _target.TimeOf(name, qubits[0], second), _target.ErrorOf(name, qubits[0], second), earliest);
        if (second < 0)
            return;
        long depth = qubits.Max(q => _twoQubitDepth[q]) + 1;
        foreach (int qubit in qubits)
            _twoQubitDepth[qubit] = depth;
    }

    private void CountBranch(IfOperation branch, double earliest)
    {
        _branches++;
        double ready = earliest;
        foreach (Expression part in branch.Condition.DescendantsAndSelf())
        {
            int first = part is BitExpression bit ? bit.Bit : part is RegisterExpression register ? _program.BitRegisters[register.Register].Offset : -1;
            int size = part is BitExpression ? 1 : part is RegisterExpression whole ? _program.BitRegisters[whole.Register].Size : 0;
            for (int i = first; i < first + size; i++)
                ready = Math.Max(ready, _bitTime[i] + (_target.FeedForward?.Latency ?? 0));
            int key = part is BitExpression ? ~first : part is RegisterExpression whole2 ? whole2.Register : int.MinValue;
            if (size > 0 && _sent.Add(key))
            {
                _bits += size;
                _broadcast += _target.FeedForward?.CostOf(size) ?? 0;
            }
        }

        foreach (Block inner in branch.Blocks())
            Walk(inner, ready);
    }

    private void Align(int[] qubits)
    {
        IEnumerable<int> all = qubits.Length == 0 ? Enumerable.Range(0, _time.Length).Where(q => _isUsed[q]) : qubits;
        double latest = all.Select(q => _time[q]).DefaultIfEmpty(0).Max();
        foreach (int qubit in all)
            _time[qubit] = latest;
    }

    private void Run(int[] qubits, string name, double duration, double error, double earliest)
    {
        if (qubits.Length == 0)
            return;
        double end = Math.Max(earliest, qubits.Max(q => _time[q])) + duration;
        long depth = qubits.Max(q => _depth[q]) + 1;
        foreach (int qubit in qubits)
        {
            if (!_isUsed[qubit])
            {
                // Before its first operation a qubit rests in |0>, which costs nothing.
                _isUsed[qubit] = true;
                _busy[qubit] += end - duration;
                _weight[qubit] += TargetLimits.WeightOf("init", 1);
            }

            _time[qubit] = end;
            _busy[qubit] += duration;
            _depth[qubit] = depth;
            _weight[qubit] += TargetLimits.WeightOf(name, qubits.Length);
        }

        _logSuccess += Math.Log(Math.Max(1e-300, 1 - error));
    }
}
