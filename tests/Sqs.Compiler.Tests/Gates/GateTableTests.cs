using System.Numerics;
using Sqs.Compiler.Gates;

namespace Sqs.Compiler.Tests.Gates;

/// <summary>The columns of the gate table checked against each other, for every row.</summary>
[TestFixture]
public sealed class GateTableTests
{
    private const double Tolerance = 1e-14;

    private static IEnumerable<StandardGate> Rows() => GateTable.All;

    [TestCaseSource(nameof(Rows))]
    public void The_matrix_is_unitary(StandardGate gate)
    {
        Complex[] matrix = gate.Matrix(AnglesFor(gate));
        int size = 1 << gate.QubitCount;
        Assert.That(matrix, Has.Length.EqualTo(size * size));
        AssertIdentity(Multiply(matrix, Adjoint(matrix, size), size), size);
    }

    [TestCaseSource(nameof(Rows))]
    public void The_inverse_undoes_the_gate(StandardGate gate)
    {
        double[] angles = AnglesFor(gate);
        StandardGate inverse = GateTable.Find(gate.InverseName);
        double[] inverseAngles = gate.InverseAngles.IsEmpty ? angles : [.. gate.InverseAngles.Select(map => map.Apply(angles))];
        int size = 1 << gate.QubitCount;
        AssertIdentity(Multiply(inverse.Matrix(inverseAngles), gate.Matrix(angles), size), size);
    }

    [TestCaseSource(nameof(Rows))]
    public void The_shape_describes_the_matrix(StandardGate gate)
    {
        Complex[] matrix = gate.Matrix(AnglesFor(gate));
        int size = 1 << gate.QubitCount;
        bool isDiagonal = true;
        bool isMonomial = true;
        for (int row = 0; row < size; row++)
        {
            int nonzero = 0;
            for (int column = 0; column < size; column++)
            {
                bool isZero = matrix[(row * size) + column].Magnitude < Tolerance;
                nonzero += isZero ? 0 : 1;
                isDiagonal &= isZero || row == column;
            }

            isMonomial &= nonzero == 1;
        }

        GateShape expected = isDiagonal ? GateShape.Diagonal : isMonomial ? GateShape.Monomial : GateShape.Dense;
        Assert.That(gate.Shape, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Rows))]
    public void A_controlled_gate_acts_only_where_the_leading_operands_are_one(StandardGate gate)
    {
        if (gate.ControlCount == 0)
        {
            Assert.That(gate.ControlledName, Is.Null);
            return;
        }

        double[] angles = AnglesFor(gate);
        Complex[] matrix = gate.Matrix(angles);
        Complex[] target = GateTable.Find(gate.ControlledName!).Matrix(angles);
        int size = 1 << gate.QubitCount;
        int targetSize = size >> gate.ControlCount;
        int controls = (1 << gate.ControlCount) - 1;
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                Complex expected = row == column ? 1 : 0;
                if ((row & controls) == controls && (column & controls) == controls)
                    expected = target[((row >> gate.ControlCount) * targetSize) + (column >> gate.ControlCount)];
                Assert.That((matrix[(row * size) + column] - expected).Magnitude, Is.LessThan(Tolerance), $"entry {row},{column}");
            }
        }
    }

    [Test]
    public void Names_and_aliases_find_their_row_and_no_other()
    {
        foreach (StandardGate row in GateTable.All)
        {
            foreach (string name in (string[])[row.Name, .. row.Aliases])
                Assert.That(GateTable.Find(name), Is.SameAs(row));
        }

        Assert.That(GateTable.TryFind("toffoli", out _), Is.False);
    }

    [Test]
    public void The_first_operand_of_cx_is_the_control_and_the_least_significant_bit()
    {
        // |q1 q0> = |01>: the control q0 is 1, so q1 flips and the state becomes |11>.
        Complex[] matrix = GateTable.Find("cx").Matrix();
        Assert.That(matrix[(3 * 4) + 1], Is.EqualTo(Complex.One));
        Assert.That(matrix[(2 * 4) + 2], Is.EqualTo(Complex.One));
    }

    [Test]
    public void U_carries_the_phase_of_the_specification()
    {
        // OpenQASM 3, "Quantum gates": U(pi, 0, pi) is i X, unlike u3(pi, 0, pi).
        Complex[] matrix = GateTable.Find("U").Matrix(Math.PI, 0, Math.PI);
        Assert.That((matrix[1] - Complex.ImaginaryOne).Magnitude, Is.LessThan(Tolerance));
        Assert.That((matrix[2] - Complex.ImaginaryOne).Magnitude, Is.LessThan(Tolerance));
    }

    private static double[] AnglesFor(StandardGate gate) => [.. Enumerable.Range(0, gate.ParameterCount).Select(i => 0.37 + (0.59 * i))];

    private static Complex[] Adjoint(Complex[] matrix, int size)
    {
        var adjoint = new Complex[matrix.Length];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
                adjoint[(row * size) + column] = Complex.Conjugate(matrix[(column * size) + row]);
        }

        return adjoint;
    }

    private static Complex[] Multiply(Complex[] left, Complex[] right, int size)
    {
        var product = new Complex[left.Length];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                for (int k = 0; k < size; k++)
                    product[(row * size) + column] += left[(row * size) + k] * right[(k * size) + column];
            }
        }

        return product;
    }

    private static void AssertIdentity(Complex[] matrix, int size)
    {
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                Complex expected = row == column ? 1 : 0;
                Assert.That((matrix[(row * size) + column] - expected).Magnitude, Is.LessThan(Tolerance), $"entry {row},{column}");
            }
        }
    }
}
