using System.Collections.Immutable;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// Writes nodes in native gates. Rotations about z wait on their qubit: they pass diagonal two-qubit gates, join the next pulse, and vanish before a
/// measurement and on |0&gt;. U = rz(phi + pi) sx rz(theta + pi) sx rz(lambda) (McKay et al., Phys. Rev. A 96, 022330).
/// </summary>
internal sealed class NativeEmitter(Target target, OneQubitBasis basis, int qubitCount, bool startsAtZero)
{
    private readonly ImmutableArray<Operation>.Builder _output = ImmutableArray.CreateBuilder<Operation>();
    private readonly OneQubitRun?[] _runs = new OneQubitRun?[qubitCount];
    private readonly LinearAngle[] _phases = new LinearAngle[qubitCount];
    private readonly bool[] _isZero = Enumerable.Repeat(startsAtZero, qubitCount).ToArray();
    private Origin? _origin;

    public Block Emit(List<CircuitNode> nodes, bool dropFinalPhases)
    {
        foreach (CircuitNode node in nodes)
        {
            _origin = node.Origin;
            switch (node)
            {
                case RunNode run:
                    (_runs[run.Qubit] ??= new OneQubitRun()).Append(run.Run);
                    break;
                case CzNode pair:
                    EmitCz(pair.First, pair.Second);
                    break;
                case InteractionNode pair:
                    EmitInteraction(pair);
                    break;
                case BranchNode branch:
                    EmitBranch(branch);
                    break;
                case FixedNode fixedNode:
                    EmitFixed(fixedNode.Operation);
                    break;
            }
        }

        for (int qubit = 0; qubit < qubitCount; qubit++)
        {
            EmitPulses(qubit);
            if (!dropFinalPhases)
                EmitPhase(qubit);
        }

        return new Block(new EquatableArray<Operation>(_output.DrainToImmutable()));
    }

    private void EmitCz(int first, int second)
    {
        EmitPulses(first);
        if (target.Has("cz"))
        {
            EmitPulses(second);
            Gate("cz", [], first, second);
            return;
        }

        Append(second, Unitary2.Hadamard);
        EmitPulses(second);
        EmitPhase(second);
        Gate("cx", [], first, second);
        // Unlike cz, the gate itself moves its target out of |0>, which the basis change around it may have cancelled to.
        _isZero[second] = false;
        Append(second, Unitary2.Hadamard);
    }

    private void EmitInteraction(InteractionNode pair)
    {
        bool isZz = target.Has("rzz");
        foreach (int qubit in (ReadOnlySpan<int>)[pair.First, pair.Second])
        {
            if (!isZz)
                Append(qubit, Unitary2.Hadamard);
            EmitPulses(qubit);
        }

        if (isZz)
        {
            Gate("rzz", [pair.Angle.ToExpression()], pair.First, pair.Second);
            return;
        }

        // ms about the axes that the waiting phases turn x into: ms(0, 0) rz(f) = rz(f) ms(-f0, -f1).
        Gate("ms", [(-_phases[pair.First]).ToExpression(), (-_phases[pair.Second]).ToExpression(), pair.Angle.ToExpression()], pair.First, pair.Second);
        foreach (int qubit in (ReadOnlySpan<int>)[pair.First, pair.Second])
        {
            _isZero[qubit] = false;
            Append(qubit, Unitary2.Hadamard);
        }
    }

    private void EmitBranch(BranchNode node)
    {
        foreach (int qubit in NodeQubits.Of(node))
        {
            EmitPulses(qubit);
            EmitPhase(qubit);
            _isZero[qubit] = false;
        }

        Block then = Inner(node.Then);
        Block? otherwise = node.Else is null ? null : Inner(node.Else);
        _output.Add(node.Operation with { Then = then, Else = otherwise });
    }

    private Block Inner(List<CircuitNode> nodes) => new NativeEmitter(target, basis, qubitCount, startsAtZero: false).Emit(nodes, dropFinalPhases: false);

    private void EmitFixed(Operation operation)
    {
        switch (operation)
        {
            case MeasureOperation measure:
                EmitPulses(measure.Qubit.Index);
                _phases[measure.Qubit.Index] = LinearAngle.Zero;
                break;
            case ResetOperation reset:
                EmitPulses(reset.Qubit.Index);
                _phases[reset.Qubit.Index] = LinearAngle.Zero;
                _isZero[reset.Qubit.Index] = true;
                break;
            default:
                EquatableArray<QubitOperand> operands = operation.Operands();
                foreach (int qubit in operands.IsEmpty ? Enumerable.Range(0, qubitCount) : operands.Select(q => q.Index))
                    EmitPulses(qubit);
                break;
        }

        _output.Add(operation);
    }

    private void Append(int qubit, Unitary2 matrix) => (_runs[qubit] ??= new OneQubitRun()).Append(matrix);

    private void EmitPhase(int qubit)
    {
        if (basis != OneQubitBasis.Gpi && !_isZero[qubit])
            Rz(qubit);
        _phases[qubit] = LinearAngle.Zero;
    }

    private void Rz(int qubit)
    {
        LinearAngle phase = Reduce(_phases[qubit]);
        if (!phase.IsConstant || Math.Abs(phase.Constant) > Unitary2.Rounding)
            Gate("rz", [phase.ToExpression()], qubit);
        _phases[qubit] = LinearAngle.Zero;
    }

    private void EmitPulses(int qubit)
    {
        if (_runs[qubit] is not { } run)
            return;
        _runs[qubit] = null;
        Unitary2 matrix = run.First;
        for (int i = 0; i <= run.Tail.Count; i++)
        {
            if (basis == OneQubitBasis.Rx && i < run.Tail.Count && IsQuarter(matrix) && IsQuarter(run.Tail[i].Behind))
            {
                matrix = EmitOpenRx(qubit, matrix, run.Tail[i].Angle, run.Tail[i].Behind);
                continue;
            }

            EmitMatrix(qubit, matrix);
            if (i < run.Tail.Count)
            {
                if (!_isZero[qubit])
                    _phases[qubit] += run.Tail[i].Angle;
                matrix = run.Tail[i].Behind;
            }
        }
    }

    private static bool IsQuarter(Unitary2 matrix) => Math.Abs(matrix.Zyz().Theta - (Math.PI / 2)) < Unitary2.Rounding;

    // Two quarter turns with an open rz between them are one open rx: Ry(pi/2) Rz(d) Ry(pi/2) = Rx(d + pi) Rz(pi) up to phase.
    private Unitary2 EmitOpenRx(int qubit, Unitary2 before, LinearAngle angle, Unitary2 behind)
    {
        (double phi0, _, double lambda0) = before.Zyz();
        (double phi1, _, double lambda1) = behind.Zyz();
        Pulse(qubit, "rx", lambda0 + Math.PI, Reduce(angle + (lambda1 + phi0 + Math.PI)));
        return Unitary2.Rz(phi1);
    }

    private void EmitMatrix(int qubit, Unitary2 matrix)
    {
        (double phi, double theta, double lambda) = matrix.Zyz();
        if (theta == 0)
        {
            if (!_isZero[qubit])
                _phases[qubit] += phi;
        }
        else if (basis == OneQubitBasis.Euler)
        {
            EmitEuler(qubit, phi, theta, lambda);
        }
        else if (theta == Math.PI)
        {
            EmitHalfTurn(qubit, phi);
        }
        else if (Math.Abs(theta - (Math.PI / 2)) < Unitary2.Rounding)
        {
            Pulse(qubit, "sx", lambda - (Math.PI / 2));
            _phases[qubit] += phi + (Math.PI / 2);
        }
        else if (basis == OneQubitBasis.Rx)
        {
            Pulse(qubit, "rx", lambda - (Math.PI / 2), new LinearAngle(theta));
            _phases[qubit] += phi + (Math.PI / 2);
        }
        else
        {
            Pulse(qubit, "sx", lambda);
            Pulse(qubit, "sx", theta + Math.PI);
            _phases[qubit] += phi + Math.PI;
        }
    }

    // Ry(pi) = x rz(pi) up to phase, and a waiting rz passes x with its sign turned.
    private void EmitHalfTurn(int qubit, double phi)
    {
        LinearAngle waiting = _isZero[qubit] ? LinearAngle.Zero : _phases[qubit] + Math.PI;
        _isZero[qubit] = false;
        if (basis == OneQubitBasis.Gpi)
        {
            Gate("gpi", [Reduce(-waiting).ToExpression()], qubit);
            _phases[qubit] = waiting + phi;
        }
        else
        {
            Gate("x", [], qubit);
            _phases[qubit] = new LinearAngle(phi) - waiting;
        }
    }

    private void Pulse(int qubit, string gate, double phaseBefore, LinearAngle? angle = null)
    {
        _phases[qubit] = _isZero[qubit] ? LinearAngle.Zero : _phases[qubit] + phaseBefore;
        _isZero[qubit] = false;
        if (basis == OneQubitBasis.Gpi)
        {
            Gate("gpi2", [Reduce(-_phases[qubit]).ToExpression()], qubit);
            return;
        }

        Rz(qubit);
        Gate(gate, angle is { } value ? [value.ToExpression()] : [], qubit);
    }

    // One rotation where the axis allows it: rx or ry of either sign; else rz before it.
    private void EmitEuler(int qubit, double phi, double theta, double lambda)
    {
        LinearAngle lead = _isZero[qubit] ? LinearAngle.Zero : _phases[qubit] + lambda;
        _isZero[qubit] = false;
        double turn = lead.IsConstant ? Math.IEEERemainder(lead.Constant, Math.Tau) / (Math.PI / 2) : double.NaN;
        double quarter = Math.Round(turn);
        if (!(Math.Abs(turn - quarter) < Unitary2.Rounding))
        {
            _phases[qubit] = lead;
            Rz(qubit);
            Gate("ry", [Expression.Float(theta)], qubit);
            _phases[qubit] = new LinearAngle(phi);
            return;
        }

        // Behind a lead of k quarter turns the axis is y, x, -y or -x.
        bool isX = ((int)quarter & 1) != 0;
        bool isNegative = quarter is -1 or 2 or -2;
        Gate(isX ? "rx" : "ry", [Expression.Float(isNegative ? -theta : theta)], qubit);
        _phases[qubit] = new LinearAngle(phi + (quarter * Math.PI / 2));
    }

    private static LinearAngle Reduce(LinearAngle angle) => angle with { Constant = Math.IEEERemainder(angle.Constant, Math.Tau) };

    private void Gate(string name, EquatableArray<Expression> angles, params ReadOnlySpan<int> qubits)
    {
        var operands = ImmutableArray.CreateBuilder<QubitOperand>(qubits.Length);
        foreach (int qubit in qubits)
            operands.Add(qubit);
        _output.Add(new GateOperation(GateTable.Find(name), angles, new EquatableArray<QubitOperand>(operands.MoveToImmutable())) { Origin = _origin });
    }
}
