using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// Moves the basis change of a conditional rotation out of its branch: <c>if (c) V rz V'</c> is <c>V' ; if (c) rz ; V</c>. Where rz is virtual the
/// branch then costs no pulse, and the basis changes of neighbouring branches about the same axis cancel.
/// </summary>
internal static class BranchBasis
{
    public static List<CircuitNode> Hoist(List<CircuitNode> nodes)
    {
        var result = new List<CircuitNode>(nodes.Count);
        foreach (CircuitNode node in nodes)
        {
            if (node is BranchNode { Else: null } branch && Single(branch.Then) is { } inner && TrySplit(inner.Run, out Unitary2 basis, out LinearAngle angle))
            {
                var rotation = new OneQubitRun();
                rotation.AppendRz(angle);
                result.Add(Plain(inner.Qubit, basis.Adjoint(), node.Origin));
                result.Add(branch with { Then = [inner with { Run = rotation }] });
                result.Add(Plain(inner.Qubit, basis, node.Origin));
            }
            else
            {
                result.Add(node);
            }
        }

        return result;
    }

    private static RunNode Plain(int qubit, Unitary2 matrix, Origin? origin)
    {
        var run = new OneQubitRun();
        run.Append(matrix);
        return new RunNode(qubit, run, origin);
    }

    private static RunNode? Single(List<CircuitNode> nodes)
    {
        var run = new OneQubitRun();
        foreach (CircuitNode node in nodes)
        {
            if (node is not RunNode next || next.Qubit != ((RunNode)nodes[0]).Qubit)
                return null;
            run.Append(next.Run);
        }

        return nodes.Count == 0 || run.IsDiagonal ? null : ((RunNode)nodes[0]) with { Run = run };
    }

    private static bool TrySplit(OneQubitRun run, out Unitary2 basis, out LinearAngle angle)
    {
        angle = LinearAngle.Zero;
        if (run.IsConstant)
        {
            (basis, double a, double b) = run.First.Eigen();
            angle = new LinearAngle(Math.IEEERemainder(b - a, Math.Tau));
            // A half turn is one pulse where it stands.
            if (Math.Abs(Math.Abs(angle.Constant) - Math.PI) < Unitary2.Rounding)
                return false;
        }
        else if (run.Tail.Count == 1 && (run.Tail[0].Behind * run.First).IsIdentity)
        {
            basis = run.Tail[0].Behind;
            angle = run.Tail[0].Angle;
        }
        else
        {
            basis = default;
            return false;
        }

        // Only equatorial axes: their basis change is one pulse. Opposite axes are one axis, so that neighbours cancel.
        (double phi, double theta, _) = basis.Zyz();
        if (Math.Abs(theta - (Math.PI / 2)) > Unitary2.Rounding)
            return false;
        phi = Math.IEEERemainder(phi, Math.Tau);
        if (phi < -Unitary2.Rounding || phi > Math.PI - Unitary2.Rounding)
        {
            phi = Math.IEEERemainder(phi + Math.PI, Math.Tau);
            angle = -angle;
        }

        basis = Unitary2.Rz(phi) * Unitary2.Ry(Math.PI / 2);
        return true;
    }
}
