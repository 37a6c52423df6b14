namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// One-qubit gates in a row: a unitary, then rz by angles not known yet with a unitary behind each. Constant parts are multiplied out; open rotations
/// about the same axis are added.
/// </summary>
internal sealed class OneQubitRun
{
    private readonly List<(LinearAngle Angle, Unitary2 Behind)> _tail = [];

    /// <summary>What is applied first.</summary>
    public Unitary2 First { get; private set; } = Unitary2.Identity;

    /// <summary>Open rotations about z in the order they are applied, each with the unitary behind it.</summary>
    public IReadOnlyList<(LinearAngle Angle, Unitary2 Behind)> Tail => _tail;

    public bool IsConstant => _tail.Count == 0;

    public bool IsDiagonal => First.IsDiagonal && _tail.TrueForAll(t => t.Behind.IsDiagonal);

    public bool IsIdentity => IsConstant && First.IsIdentity;

    public void Append(Unitary2 gate)
    {
        if (_tail.Count == 0)
            First = gate * First;
        else
            _tail[^1] = _tail[^1] with { Behind = gate * _tail[^1].Behind };
    }

    public void AppendRz(LinearAngle angle)
    {
        if (angle.IsConstant)
        {
            if (angle.Constant != 0)
                Append(Unitary2.Rz(angle.Constant));
            return;
        }

        var open = angle with { Constant = 0 };
        if (_tail.Count > 0 && (_tail[^1].Behind.IsDiagonal || _tail[^1].Behind.IsAntiDiagonal))
        {
            // rz commutes with a diagonal matrix and turns round behind an anti-diagonal one.
            (LinearAngle before, Unitary2 behind) = _tail[^1];
            LinearAngle sum = behind.IsDiagonal ? before + open : before - open;
            _tail.RemoveAt(_tail.Count - 1);
            if (!sum.IsConstant)
                _tail.Add((sum, behind));
            else
                Append(behind);
        }
        else
        {
            _tail.Add((open, Unitary2.Identity));
        }

        if (angle.Constant != 0)
            Append(Unitary2.Rz(angle.Constant));
    }

    public void Append(OneQubitRun other)
    {
        Append(other.First);
        foreach ((LinearAngle angle, Unitary2 behind) in other._tail)
        {
            AppendRz(angle);
            Append(behind);
        }
    }
}
