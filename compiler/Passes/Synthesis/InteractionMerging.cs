using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// Merges one-qubit gates into runs and interactions on one pair into one, wherever only gates that commute with them stand between. A qubit known to
/// be |0&gt; turns an interaction into an rz of its partner. One walk is linear in the number of nodes; walks repeat until nothing changes.
/// </summary>
internal sealed class InteractionMerging(int qubitCount, bool startsAtZero)
{
    private const int MaximumWalks = 8;

    private readonly OneQubitRun?[] _runs = new OneQubitRun?[qubitCount];
    private readonly Origin?[] _origins = new Origin?[qubitCount];
    private readonly int[] _epochs = new int[qubitCount];
    private readonly bool[] _isZero = new bool[qubitCount];
    private readonly Dictionary<(int, int), (int Node, int FirstEpoch, int SecondEpoch)> _recent = [];
    private List<CircuitNode?> _output = [];
    private int _merged;

    /// <summary>Number of interactions that went away.</summary>
    public int Merged { get; private set; }

    public List<CircuitNode> Run(List<CircuitNode> nodes)
    {
        for (int walk = 0; walk < MaximumWalks; walk++)
        {
            nodes = Walk(nodes);
            Merged += _merged;
            if (_merged == 0)
                break;
        }

        return nodes;
    }

    private List<CircuitNode> Walk(List<CircuitNode> nodes)
    {
        _output = new List<CircuitNode?>(nodes.Count);
        _merged = 0;
        _recent.Clear();
        Array.Fill(_isZero, startsAtZero);
        Array.Clear(_epochs);
        foreach (CircuitNode node in nodes)
        {
            switch (node)
            {
                case RunNode run:
                    Pending(run.Qubit, run.Origin).Append(run.Run);
                    break;
                case InteractionNode interaction:
                    Interact(interaction);
                    break;
                case BranchNode branch:
                    Branch(branch);
                    break;
                case FixedNode fixedNode:
                    Fix(fixedNode);
                    break;
            }
        }

        for (int qubit = 0; qubit < qubitCount; qubit++)
            Flush(qubit);
        return [.. _output.OfType<CircuitNode>()];
    }

    private OneQubitRun Pending(int qubit, Origin? origin)
    {
        _origins[qubit] ??= origin;
        return _runs[qubit] ??= new OneQubitRun();
    }

    private void Interact(InteractionNode node)
    {
        (int first, int second) = (node.First, node.Second);
        LinearAngle angle = node.Angle;
        Settle(first);
        Settle(second);
        if (angle.IsConstant && Math.Abs(Math.IEEERemainder(angle.Constant, Math.Tau)) < Unitary2.Rounding)
        {
            _merged++;
            return;
        }

        if (_isZero[first] || _isZero[second])
        {
            _merged++;
            if (!(_isZero[first] && _isZero[second]))
                Pending(_isZero[first] ? second : first, node.Origin).AppendRz(angle);
            return;
        }

        if (angle.IsConstant && Math.Abs(Math.Abs(Math.IEEERemainder(angle.Constant, Math.Tau)) - Math.PI) < Unitary2.Rounding)
        {
            // rzz(pi) is z on both qubits.
            _merged++;
            Pending(first, node.Origin).AppendRz(new LinearAngle(Math.PI));
            Pending(second, node.Origin).AppendRz(new LinearAngle(Math.PI));
            return;
        }

        (int, int) pair = first < second ? (first, second) : (second, first);
        (int low, int high) = pair;
        if (_recent.TryGetValue(pair, out (int Node, int LowEpoch, int HighEpoch) earlier) && earlier.LowEpoch == _epochs[low] && earlier.HighEpoch == _epochs[high])
        {
            _merged++;
            var before = (InteractionNode)_output[earlier.Node]!;
            LinearAngle sum = before.Angle + angle;
            if (sum.IsConstant && Math.Abs(Math.IEEERemainder(sum.Constant, Math.Tau)) < Unitary2.Rounding)
            {
                _output[earlier.Node] = null;
                _recent.Remove(pair);
            }
            else
            {
                _output[earlier.Node] = before with { Angle = sum };
            }

            return;
        }

        Flush(first);
        Flush(second);
        _recent[pair] = (_output.Count, _epochs[low], _epochs[high]);
        _output.Add(node);
    }

    // What stands before an interaction: rotations about z commute with it, everything else ends the window for merging.
    private void Settle(int qubit)
    {
        if (_runs[qubit] is not { } run || run.IsDiagonal)
            return;
        _epochs[qubit]++;
        _isZero[qubit] = false;
    }

    private void Flush(int qubit)
    {
        Settle(qubit);
        if (_runs[qubit] is { } run && !run.IsIdentity && !(_isZero[qubit] && run.IsDiagonal))
            _output.Add(new RunNode(qubit, run, _origins[qubit]));
        _runs[qubit] = null;
        _origins[qubit] = null;
    }

    private void Close(int qubit)
    {
        Flush(qubit);
        _epochs[qubit]++;
    }

    private void Fix(FixedNode node)
    {
        EquatableArray<QubitOperand> operands = node.Operation.Operands();
        if (operands.IsEmpty)
        {
            for (int qubit = 0; qubit < qubitCount; qubit++)
                Close(qubit);
        }

        foreach (QubitOperand operand in operands)
            Close(operand.Index);
        if (node.Operation is ResetOperation reset)
        {
            if (_isZero[reset.Qubit.Index])
                return;
            _isZero[reset.Qubit.Index] = true;
        }

        _output.Add(node);
    }

    private void Branch(BranchNode node)
    {
        foreach (int qubit in NodeQubits.Of(node))
        {
            Close(qubit);
            _isZero[qubit] = false;
        }

        List<CircuitNode> then = Inner(node.Then);
        List<CircuitNode>? otherwise = node.Else is null ? null : Inner(node.Else);
        if (then.Count > 0 || otherwise is { Count: > 0 })
            _output.Add(node with { Then = then, Else = otherwise is { Count: > 0 } ? otherwise : null });
    }

    private List<CircuitNode> Inner(List<CircuitNode> nodes)
    {
        var inner = new InteractionMerging(qubitCount, startsAtZero: false);
        List<CircuitNode> result = inner.Run(nodes);
        _merged += inner.Merged;
        return result;
    }
}
