using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>Writes circuits of two qubits as interactions with one-qubit runs between them.</summary>
internal sealed class TwoQubitWriter(int first, int second, Origin? origin)
{
    private const double HalfPi = Math.PI / 2;

    // What turns z into x, y and z.
    private static readonly Unitary2[] Axes = [Unitary2.Hadamard, Unitary2.Rx(-HalfPi), Unitary2.Identity];

    public List<CircuitNode> Nodes { get; } = [];

    public void Local(Unitary2 onFirst, Unitary2 onSecond)
    {
        Gate(first, onFirst);
        Gate(second, onSecond);
    }

    /// <summary>A rotation about xx, yy or zz.</summary>
    public void Interaction(int axis, double angle)
    {
        if (angle == 0)
            return;
        Local(Axes[axis].Adjoint(), Axes[axis].Adjoint());
        Nodes.Add(new InteractionNode(first, second, new LinearAngle(angle), origin));
        Local(Axes[axis], Axes[axis]);
    }

    /// <summary>
    /// <c>rxx(a) rzz(b)</c> is <c>cx (rx(a), rz(b)) cx</c>; other pairs of axes are turned into these.
    /// </summary>
    /// <param name="zero">The axis without rotation.</param>
    /// <param name="next">The angle about the axis behind it, in the order x, y, z, x.</param>
    /// <param name="last">The angle about the remaining axis.</param>
    public void TwoControlledX(int zero, double next, double last)
    {
        // zero = y: zz, xx. zero = z: xx, yy, and rx(pi/2) turns yy into zz. zero = x: yy, zz, and rz(pi/2) turns xx into yy.
        (Unitary2 turn, double x, double z) = zero switch
        {
            1 => (Unitary2.Identity, last, next),
            2 => (Unitary2.Rx(HalfPi), next, last),
            _ => (Unitary2.Rz(HalfPi), next, last),
        };
        Local(turn, turn);
        ControlledX(first, second);
        Local(Unitary2.Rx(x), Unitary2.Rz(z));
        ControlledX(first, second);
        Local(turn.Adjoint(), turn.Adjoint());
    }

    /// <summary>
    /// <c>rxx(x) ryy(y) rzz(z)</c>. With A = cx(second, first) and B = cx(first, second), A B A is a swap, and A turns ry of the second into a rotation about
    /// x of the first times y of the second and rz of the first into one about zz; what the swap leaves behind is a quarter turn about each axis.
    /// The same circuit as that of Vatan and Williams, Phys. Rev. A 69, 032315.
    /// </summary>
    public void ThreeControlledX(double x, double y, double z)
    {
        Gate(first, Unitary2.Rz(HalfPi));
        ControlledX(second, first);
        Local(Unitary2.Rz(z - HalfPi), Unitary2.Ry(HalfPi - y));
        ControlledX(first, second);
        Gate(second, Unitary2.Ry(x - HalfPi));
        ControlledX(second, first);
        Gate(second, Unitary2.Rz(-HalfPi));
    }

    private void ControlledX(int control, int target)
    {
        Gate(target, Unitary2.Hadamard);
        Nodes.Add(new InteractionNode(first, second, new LinearAngle(HalfPi), origin));
        Gate(control, Unitary2.Rz(-HalfPi));
        Gate(target, Unitary2.Rz(-HalfPi));
        Gate(target, Unitary2.Hadamard);
    }

    private void Gate(int qubit, Unitary2 matrix)
    {
        if (matrix.IsIdentity)
            return;
        if (Nodes.Count > 0 && Nodes[^1] is RunNode last && last.Qubit == qubit)
        {
            last.Run.Append(matrix);
            return;
        }

        var run = new OneQubitRun();
        run.Append(matrix);
        Nodes.Add(new RunNode(qubit, run, origin));
    }
}
