using System.Numerics;
using Sqs.Compiler.Passes.Synthesis;
using Sqs.Simulation.Lowering;

namespace Sqs.Simulation.Sweeps;

/// <summary>
/// Rewrites gates as real rotations of single qubits and phases, up to a global phase. One-qubit gates are multiplied together until a phase on
/// several qubits stands in their way, and then split as phase, rotation, phase (the Euler angles about z, y, z); what is left of them behind
/// the rotation is diagonal and moves on. A controlled gate on one target is a controlled phase in the eigenbasis of its matrix.
/// </summary>
internal sealed class RotationForm
{
    // Entries below this are rounding noise of a product of unitary matrices.
    private const double Noise = 1e-15;
    private const int MostFreeQubits = 8;

    // Angles of an interaction below this are rounding noise of its decomposition.
    private const double InteractionNoise = 1e-14;

    private readonly List<SweepOperation> _operations = [];
    private readonly Complex[][] _pending;

    /// <summary>Creates the form of no gates.</summary>
    /// <param name="qubits">Number of qubits, at most 63.</param>
    public RotationForm(int qubits)
    {
        _pending = new Complex[qubits][];
        for (int qubit = 0; qubit < qubits; qubit++)
            _pending[qubit] = [1, 0, 0, 1];
    }

    /// <summary>Whether a gate can be rewritten: those on one target and exchanges, with any controls, those on two targets without, and diagonal ones.</summary>
    /// <param name="gate">The gate.</param>
    /// <returns>Whether <see cref="Add"/> takes it.</returns>
    public static bool Takes(BoundGate gate)
    {
        int free = gate.Targets.Length + gate.Controls.Length - BitOperations.PopCount(gate.ControlPattern);
        return free <= MostFreeQubits
            && (gate.Targets.Length == 1 || gate.Form == GateForm.Diagonal || (gate.Targets.Length == 2 && (gate.Controls.Length == 0 || gate.IsExchange)));
    }

    /// <summary>Appends a gate.</summary>
    /// <param name="gate">A gate that <see cref="Takes"/> accepts.</param>
    public void Add(BoundGate gate)
    {
        if (gate.Form == GateForm.Diagonal)
        {
            int size = 1 << gate.Targets.Length;
            double[] angles = new double[size];
            for (int i = 0; i < size; i++)
                angles[i] = gate.Matrix[(i * size) + i].Phase;
            AddPhases(angles, gate.Targets, gate.Controls, gate.ControlPattern);
        }
        else if (gate.Targets.Length == 2 && gate.Controls.Length > 0)
        {
            // Two cx around one with the controls of the exchange.
            (int first, int second) = (gate.Targets[0], gate.Targets[1]);
            AddControlledX(second, first);
            Add(new BoundGate(PauliX, [second], [.. gate.Controls, first], gate.ControlPattern | (1UL << gate.Controls.Length)));
            AddControlledX(second, first);
        }
        else if (gate.Targets.Length == 2)
        {
            // The first qubit of the decomposition is the more significant one.
            AddInteraction(WeylDecomposition.Of(new Unitary4(gate.Matrix)), gate.Targets[1], gate.Targets[0]);
        }
        else if (gate.Controls.Length == 0)
        {
            Multiply(gate.Targets[0], gate.Matrix);
        }
        else
        {
            (Complex[] basis, double[] angles) = Diagonalize(gate.Matrix);
            Multiply(gate.Targets[0], Adjoint(basis));
            AddPhases(angles, gate.Targets, gate.Controls, gate.ControlPattern);
            Multiply(gate.Targets[0], basis);
        }
    }

    private static readonly Complex[] PauliX = [0, 1, 1, 0];
    private static readonly Complex[] Hadamard = [Math.Sqrt(0.5), Math.Sqrt(0.5), Math.Sqrt(0.5), -Math.Sqrt(0.5)];

    // Columns are the eigenvectors of Pauli y.
    private static readonly Complex[] BasisOfY =
        [Math.Sqrt(0.5), Math.Sqrt(0.5), new Complex(0, Math.Sqrt(0.5)), new Complex(0, -Math.Sqrt(0.5))];

    private void AddControlledX(int control, int target) => Add(new BoundGate(PauliX, [target], [control], 1));

    private void AddInteraction(WeylDecomposition weyl, int first, int second)
    {
        Multiply(first, weyl.FirstBefore);
        Multiply(second, weyl.SecondBefore);
        int terms = (Math.Abs(weyl.X) > InteractionNoise ? 1 : 0) + (Math.Abs(weyl.Y) > InteractionNoise ? 1 : 0) + (Math.Abs(weyl.Z) > InteractionNoise ? 1 : 0);
        if (terms <= 1)
            AddOneTerm(weyl, first, second);
        else
            AddTerms(weyl, first, second);
        Multiply(first, weyl.FirstBehind);
        Multiply(second, weyl.SecondBehind);
    }

    // One of rxx, ryy and rzz is a phase in the eigenbasis of its Pauli matrix.
    private void AddOneTerm(WeylDecomposition weyl, int first, int second)
    {
        Complex[]? basis = Math.Abs(weyl.X) > InteractionNoise ? Hadamard : Math.Abs(weyl.Y) > InteractionNoise ? BasisOfY : null;
        double angle = (weyl.X + weyl.Y + weyl.Z) / 2;
        if (basis is not null)
        {
            Multiply(first, Adjoint(basis));
            Multiply(second, Adjoint(basis));
        }

        AddPhases([-angle, angle, angle, -angle], [first, second]);
        if (basis is not null)
        {
            Multiply(first, basis);
            Multiply(second, basis);
        }
    }

    // A cx from the first to the second qubit maps xx, zz and yy to x on the first, z on the second and -xz on both.
    private void AddTerms(WeylDecomposition weyl, int first, int second)
    {
        AddControlledX(first, second);
        Multiply(first, Hadamard);
        double[] angles = new double[4];
        for (int i = 0; i < angles.Length; i++)
        {
            (double x, double z) = ((i & 1) == 0 ? 1 : -1, (i & 2) == 0 ? 1 : -1);
            angles[i] = -0.5 * ((weyl.X * x) + (weyl.Z * z) - (weyl.Y * x * z));
        }

        AddPhases(angles, [first, second]);
        Multiply(first, Hadamard);
        AddControlledX(first, second);
    }

    private static Complex[] Adjoint(Complex[] matrix) =>
        [Complex.Conjugate(matrix[0]), Complex.Conjugate(matrix[2]), Complex.Conjugate(matrix[1]), Complex.Conjugate(matrix[3])];

    private void Multiply(int qubit, Unitary2 left) => Multiply(qubit, [left.M00, left.M01, left.M10, left.M11]);

    private void AddPhases(double[] angles, int[] targets) => AddPhases(angles, targets, [], 0);

    /// <summary>Ends the form.</summary>
    /// <returns>The operations in order.</returns>
    public List<SweepOperation> Finish()
    {
        for (int qubit = 0; qubit < _pending.Length; qubit++)
        {
            Flush(qubit);
            AddPhase(1L << qubit, _pending[qubit][3].Phase - _pending[qubit][0].Phase);
        }

        return _operations;
    }

    // The eigenvectors of a unitary matrix as columns, and the phases of its eigenvalues.
    private static (Complex[] Basis, double[] Angles) Diagonalize(Complex[] matrix)
    {
        // The matrix is exp(i phi) (w + i n.sigma) with real w and n.
        double phi = ((matrix[0] * matrix[3]) - (matrix[1] * matrix[2])).Phase / 2;
        var turn = Complex.FromPolarCoordinates(1, -phi);
        Complex a = turn * matrix[0];
        Complex b = turn * matrix[1];
        Complex c = turn * matrix[2];
        Complex d = turn * matrix[3];
        double w = (a.Real + d.Real) / 2;
        double x = (b.Imaginary + c.Imaginary) / 2;
        double y = (b.Real - c.Real) / 2;
        double z = (a.Imaginary - d.Imaginary) / 2;
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        double alpha = Math.Atan2(length, w);
        if (length <= Noise)
            return ([1, 0, 0, 1], [phi + alpha, phi + alpha]);
        (x, y, z) = (x / length, y / length, z / length);
        Complex up = z > -0.5 ? 1 + z : new Complex(x, -y);
        Complex down = z > -0.5 ? new Complex(x, y) : 1 - z;
        double norm = 1 / Math.Sqrt((up.Magnitude * up.Magnitude) + (down.Magnitude * down.Magnitude));
        (up, down) = (norm * up, norm * down);
        return ([up, -Complex.Conjugate(down), down, Complex.Conjugate(up)], [phi + alpha, phi - alpha]);
    }

    // Angles by target pattern, where the controls match, as a sum of angles over sets of qubits that are all 1.
    private void AddPhases(double[] angles, int[] targets, int[] controls, ulong pattern)
    {
        var free = new List<int>(targets);
        long fixedMask = 0;
        for (int i = 0; i < controls.Length; i++)
        {
            if (((pattern >> i) & 1) != 0)
                fixedMask |= 1L << controls[i];
            else
                free.Add(controls[i]);
        }

        double[] terms = new double[1 << free.Count];
        angles.CopyTo(terms, 0);
        for (int bit = 1; bit < terms.Length; bit <<= 1)
        {
            for (int set = 0; set < terms.Length; set++)
            {
                if ((set & bit) != 0)
                    terms[set] -= terms[set ^ bit];
            }
        }

        for (int set = 0; set < terms.Length; set++)
        {
            long mask = fixedMask;
            for (int i = 0; i < free.Count; i++)
                mask |= (long)((set >> i) & 1) << free[i];
            AddPhase(mask, terms[set]);
        }
    }

    private void AddPhase(long mask, double angle)
    {
        if (mask == 0 || Math.Abs(Math.IEEERemainder(angle, Math.Tau)) <= Noise)
            return;
        for (long left = mask; left != 0; left &= left - 1)
            Flush(BitOperations.TrailingZeroCount(left));
        _operations.Add(SweepOperation.Phase(mask, angle));
    }

    private void Multiply(int qubit, Complex[] left)
    {
        Complex[] right = _pending[qubit];
        _pending[qubit] =
        [
            (left[0] * right[0]) + (left[1] * right[2]), (left[0] * right[1]) + (left[1] * right[3]),
            (left[2] * right[0]) + (left[3] * right[2]), (left[2] * right[1]) + (left[3] * right[3]),
        ];
    }

    // Writes the rotation of the pending product of a qubit and keeps the diagonal part behind it.
    private void Flush(int qubit)
    {
        Complex[] matrix = _pending[qubit];
        double cos = matrix[0].Magnitude;
        double sin = matrix[2].Magnitude;
        if (sin <= Noise)
            return;
        double common = cos > Noise ? matrix[0].Phase : 0;
        double before = (-matrix[1]).Phase - common;
        double behind = matrix[2].Phase - common;
        bool isExchanged = sin > cos;

        // Where the sine is the larger, the rotation is X Z and then one by -cos/sin as tangent.
        double angle = isExchanged ? before + Math.PI : before;
        if (Math.Abs(Math.IEEERemainder(angle, Math.Tau)) > Noise)
            _operations.Add(SweepOperation.Phase(1L << qubit, angle));
        _operations.Add(isExchanged
            ? SweepOperation.Rotation(qubit, -cos / sin, true)
            : SweepOperation.Rotation(qubit, sin / cos, false));
        _pending[qubit] = [1, 0, 0, Complex.FromPolarCoordinates(1, behind)];
    }
}
