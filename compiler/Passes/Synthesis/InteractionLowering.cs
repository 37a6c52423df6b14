using Sqs.Compiler.Targets;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>Writes interactions in the target's two-qubit gates: one where the angle or the gate allows it, else two.</summary>
internal sealed class InteractionLowering(Target target)
{
    private readonly NativeGate? _rzz = target.FindGate("rzz");
    private readonly bool _hasFullPulse = target.Has("cz") || target.Has("cx");

    /// <summary>Number of two-qubit gates an interaction takes.</summary>
    public int CostOf(LinearAngle angle) => IsHalfPi(angle, out _) || Folds(angle) || target.Has("ms") ? 1 : 2;

    public List<CircuitNode> Lower(List<CircuitNode> nodes)
    {
        var result = new List<CircuitNode>(nodes.Count);
        foreach (CircuitNode node in nodes)
        {
            switch (node)
            {
                case InteractionNode pair:
                    Lower(pair, result);
                    break;
                case BranchNode branch:
                    result.Add(branch with { Then = Lower(branch.Then), Else = branch.Else is null ? null : Lower(branch.Else) });
                    break;
                default:
                    result.Add(node);
                    break;
            }
        }

        return result;
    }

    private void Lower(InteractionNode pair, List<CircuitNode> result)
    {
        if (_hasFullPulse && IsHalfPi(pair.Angle, out double sign))
        {
            result.Add(new CzNode(pair.First, pair.Second, pair.Origin));
            result.Add(Rz(pair.First, new LinearAngle(sign * Math.PI / 2), pair));
            result.Add(Rz(pair.Second, new LinearAngle(sign * Math.PI / 2), pair));
        }
        else if (Folds(pair.Angle))
        {
            Fold(pair, result);
        }
        else if (target.Has("ms"))
        {
            result.Add(pair);
        }
        else
        {
            result.Add(Plain(pair.Second, Unitary2.Hadamard, pair));
            result.Add(new CzNode(pair.First, pair.Second, pair.Origin));
            result.Add(Plain(pair.Second, Unitary2.Hadamard, pair));
            result.Add(Rz(pair.Second, pair.Angle, pair));
            result.Add(Plain(pair.Second, Unitary2.Hadamard, pair));
            result.Add(new CzNode(pair.First, pair.Second, pair.Origin));
            result.Add(Plain(pair.Second, Unitary2.Hadamard, pair));
        }
    }

    // rzz(t + pi) = z z rzz(t) and rzz(-t) = x rzz(t) x on one qubit bring every angle into [0, pi/2].
    private void Fold(InteractionNode pair, List<CircuitNode> result)
    {
        if (_rzz is { MinimumAngle: null, MaximumAngle: null })
        {
            result.Add(pair.Angle.IsConstant ? pair with { Angle = new LinearAngle(Math.IEEERemainder(pair.Angle.Constant, Math.Tau)) } : pair);
            return;
        }

        double angle = Math.IEEERemainder(pair.Angle.Constant, Math.Tau);
        double small = Math.IEEERemainder(angle, Math.PI);
        if (Math.Abs(small - angle) > 1)
        {
            result.Add(Rz(pair.First, new LinearAngle(Math.PI), pair));
            result.Add(Rz(pair.Second, new LinearAngle(Math.PI), pair));
        }

        if (small < 0)
            result.Add(Plain(pair.Second, Unitary2.X, pair));
        result.Add(pair with { Angle = new LinearAngle(Math.Abs(small)) });
        if (small < 0)
            result.Add(Plain(pair.Second, Unitary2.X, pair));
    }

    private bool Folds(LinearAngle angle) =>
        _rzz is { MinimumAngle: null, MaximumAngle: null } || (_rzz is { MinimumAngle: 0, MaximumAngle: >= (Math.PI / 2) - NativeGate.AngleTolerance } && angle.IsConstant);

    private static bool IsHalfPi(LinearAngle angle, out double sign)
    {
        double reduced = Math.IEEERemainder(angle.Constant, Math.Tau);
        sign = Math.Sign(reduced);
        return angle.IsConstant && Math.Abs(Math.Abs(reduced) - (Math.PI / 2)) < Unitary2.Rounding;
    }

    private static RunNode Rz(int qubit, LinearAngle angle, CircuitNode from)
    {
        var run = new OneQubitRun();
        run.AppendRz(angle);
        return new RunNode(qubit, run, from.Origin);
    }

    private static RunNode Plain(int qubit, Unitary2 matrix, CircuitNode from)
    {
        var run = new OneQubitRun();
        run.Append(matrix);
        return new RunNode(qubit, run, from.Origin);
    }
}
