using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Operations;

namespace Sqs.Compiler.Passes.Synthesis;

/// <summary>
/// Expands gates with any modifiers into one-qubit runs and <c>rzz</c> interactions. Global phases are followed through controls, where they matter,
/// and dropped at the top, where they do not. Controlled rotations take 2^n controlled z for n controls in Gray-code order (Möttönen et al.,
/// Phys. Rev. Lett. 93, 130502), one control two or a single rzz.
/// </summary>
internal sealed class GateExpander(List<CircuitNode> output, DiagnosticBag diagnostics, ExpansionBudget budget)
{
    /// <summary>More controls than this are refused: the gate count doubles with each.</summary>
    public const int MaximumControls = 14;

    /// <summary>Larger integer powers of several-qubit gates are refused.</summary>
    private const int MaximumRepetitions = 1024;

    private Origin? _origin;

    public void Expand(GateOperation operation)
    {
        _origin = operation.Origin;
        LinearAngle[] angles = [.. operation.Angles.Select(a => LinearAngle.From(a, []))];
        Apply(operation.Gate, angles, operation.Modifiers, [.. operation.Qubits.Select(q => q.Index)], []);
    }

    private void Apply(Gate gate, LinearAngle[] angles, EquatableArray<GateModifier> modifiers, int[] qubits, int[] controls)
    {
        if (budget.Overruns())
            diagnostics.Report(PassDiagnostics.ExpansionTooLarge, _origin?.Span ?? SourceSpan.None, ExpansionBudget.Maximum);
        if (budget.IsSpent)
            return;

        // Controls commute with powers and inverses of what they control, so they can be taken out first.
        int own = qubits.Length - gate.QubitCount;
        var all = new List<int>(controls);
        var negative = new List<int>();
        var powers = new List<double>();
        int operand = 0;
        foreach (GateModifier modifier in modifiers)
        {
            switch (modifier.Kind)
            {
                case GateModifierKind.Control:
                    all.Add(qubits[operand++]);
                    break;
                case GateModifierKind.NegativeControl:
                    negative.Add(qubits[operand]);
                    all.Add(qubits[operand++]);
                    break;
                case GateModifierKind.Inverse:
                    powers.Insert(0, -1);
                    break;
                default:
                    LinearAngle exponent = LinearAngle.From(modifier.Exponent!, []);
                    if (!exponent.IsConstant)
                    {
                        Refuse($"a power of {gate.Name} whose exponent is known only at run time");
                        return;
                    }

                    powers.Insert(0, exponent.Constant);
                    break;
            }
        }

        foreach (int qubit in negative)
            Append(qubit, Unitary2.X);
        ApplyPower(gate, angles, qubits[own..], [.. all], powers);
        foreach (int qubit in negative)
            Append(qubit, Unitary2.X);
    }

    private void ApplyPower(Gate gate, LinearAngle[] angles, int[] qubits, int[] controls, List<double> powers)
    {
        if (gate is StandardGate { ControlCount: > 0 } controlled)
        {
            int count = controlled.ControlCount;
            ApplyPower(GateTable.Find(controlled.ControlledName!), angles, qubits[count..], [.. controls, .. qubits[..count]], powers);
            return;
        }

        if (gate is StandardGate { QubitCount: 1 } single && Array.TrueForAll(angles, a => a.IsConstant) && powers.Count > 0)
        {
            Unitary2 matrix = MatrixOf(single, angles);
            foreach (double power in powers)
                matrix = power == -1 ? matrix.Adjoint() : matrix.Power(power);
            ControlledUnitary(matrix, qubits[0], controls);
            return;
        }

        double total = powers.Aggregate(1.0, (product, power) => product * power);
        bool isInteger = powers.TrueForAll(p => p == Math.Floor(p));
        bool scales = gate is StandardGate { Name: "rx" or "ry" or "rz" or "p" or "u1" or "gphase" or "rxx" or "ryy" or "rzz" };
        bool isPrincipal = Array.TrueForAll(angles, a => a.IsConstant && Math.Abs(a.Constant) < Math.PI);
        if (scales && (isInteger || isPrincipal))
        {
            ApplyPlain(gate, [angles[0] * total], qubits, controls, isInverse: false);
        }
        else if (isInteger && Math.Abs(total) <= MaximumRepetitions)
        {
            for (int i = 0; i < Math.Abs(total); i++)
                ApplyPlain(gate, angles, qubits, controls, isInverse: total < 0);
        }
        else if (gate.Name == "swap" && powers is [var fraction])
        {
            ControlledX(qubits[0], qubits[1]);
            ControlledUnitary(Unitary2.X.Power(fraction), qubits[0], [.. controls, qubits[1]]);
            ControlledX(qubits[0], qubits[1]);
        }
        else
        {
            Refuse($"the power {total} of {gate.Name}");
        }
    }

    private void ApplyPlain(Gate gate, LinearAngle[] angles, int[] qubits, int[] controls, bool isInverse)
    {
        if (gate is CompositeGate composite)
        {
            IEnumerable<Operation> body = isInverse ? composite.Body.Operations.AsEnumerable().Reverse() : composite.Body.Operations;
            foreach (GateOperation inner in body.OfType<GateOperation>())
            {
                EquatableArray<GateModifier> modifiers = isInverse ? [new GateModifier(GateModifierKind.Inverse), .. inner.Modifiers] : inner.Modifiers;
                Apply(inner.Gate, [.. inner.Angles.Select(a => LinearAngle.From(a, angles))], modifiers, [.. inner.Qubits.Select(q => qubits[q.Index])], controls);
            }

            return;
        }

        var standard = (StandardGate)gate;
        if (isInverse)
        {
            LinearAngle[] inverse = standard.InverseAngles.IsEmpty ? angles : [.. standard.InverseAngles.Select(m => (angles[m.Source] * m.Scale) + m.Offset)];
            ApplyPower(GateTable.Find(standard.InverseName), inverse, qubits, controls, []);
        }
        else if (standard.ControlCount > 0)
        {
            ApplyPower(standard, angles, qubits, controls, []);
        }
        else
        {
            ApplyStandard(standard, angles, qubits, controls);
        }
    }

    private void ApplyStandard(StandardGate gate, LinearAngle[] angles, int[] qubits, int[] controls)
    {
        switch (gate.Name)
        {
            case "gphase":
                Phase(angles[0], controls);
                break;
            case "p" or "u1":
                Phase(angles[0], [.. controls, qubits[0]]);
                break;
            case "rx":
                Rotation(Unitary2.Hadamard, angles[0], qubits[0], controls);
                break;
            case "ry":
                Rotation(Unitary2.Rx(-Math.PI / 2), angles[0], qubits[0], controls);
                break;
            case "rz":
                ControlledRz(angles[0], qubits[0], controls);
                break;
            case "swap":
                // The phase on the swapped pair comes last, where it joins the controlled x behind it.
                ControlledX(qubits[0], qubits[1]);
                Append(qubits[0], Unitary2.Hadamard);
                Phase(new LinearAngle(Math.PI), [qubits[0], qubits[1], .. controls]);
                Append(qubits[0], Unitary2.Hadamard);
                ControlledX(qubits[0], qubits[1]);
                break;
            case "cu":
                Phase(angles[3], [.. controls, qubits[0]]);
                Euler(angles[0], angles[1], angles[2], qubits[1], [.. controls, qubits[0]]);
                break;
            case "U":
                Phase(angles[0] * 0.5, controls);
                Euler(angles[0], angles[1], angles[2], qubits[0], controls);
                break;
            case "u3":
                Phase((angles[1] + angles[2]) * -0.5, controls);
                Euler(angles[0], angles[1], angles[2], qubits[0], controls);
                break;
            case "u2":
                Phase((angles[0] + angles[1]) * -0.5, controls);
                Euler(new LinearAngle(Math.PI / 2), angles[0], angles[1], qubits[0], controls);
                break;
            case "gpi" or "gpi2":
                ControlledRz(-angles[0], qubits[0], []);
                ControlledUnitary(gate.Name == "gpi" ? Unitary2.X : Unitary2.Rx(Math.PI / 2), qubits[0], controls);
                ControlledRz(angles[0], qubits[0], []);
                break;
            case "rzz":
                PairRotation(Unitary2.Identity, angles[0], qubits, controls);
                break;
            case "rxx":
                PairRotation(Unitary2.Hadamard, angles[0], qubits, controls);
                break;
            case "ryy":
                PairRotation(Unitary2.Rx(-Math.PI / 2), angles[0], qubits, controls);
                break;
            case "ms":
                ControlledRz(-angles[0], qubits[0], []);
                ControlledRz(-angles[1], qubits[1], []);
                PairRotation(Unitary2.Hadamard, angles[2], qubits, controls);
                ControlledRz(angles[0], qubits[0], []);
                ControlledRz(angles[1], qubits[1], []);
                break;
            default:
                ControlledUnitary(MatrixOf(gate, angles), qubits[0], controls);
                break;
        }
    }

    private static Unitary2 MatrixOf(StandardGate gate, LinearAngle[] angles) =>
        Unitary2.From(gate.Matrix([.. angles.Select(a => a.Constant)]));

    // exp(i (phi + lambda) / 2) Rz(phi) Ry(theta) Rz(lambda) under controls: the built-in U without its phase exp(i theta / 2).
    private void Euler(LinearAngle theta, LinearAngle phi, LinearAngle lambda, int qubit, int[] controls)
    {
        if (theta.IsConstant && phi.IsConstant && lambda.IsConstant)
        {
            double half = (phi.Constant + lambda.Constant) / 2;
            Complex phase = new(Math.Cos(half), Math.Sin(half));
            Unitary2 matrix = Unitary2.Rz(phi.Constant) * Unitary2.Ry(theta.Constant) * Unitary2.Rz(lambda.Constant);
            ControlledUnitary(new Unitary2(phase * matrix.M00, phase * matrix.M01, phase * matrix.M10, phase * matrix.M11), qubit, controls);
            return;
        }

        Unitary2 toY = Unitary2.Rx(-Math.PI / 2);
        if (controls.Length == 0)
        {
            ControlledRz(lambda, qubit, []);
            Rotation(toY, theta, qubit, []);
            ControlledRz(phi, qubit, []);
            return;
        }

        // A X B X C with A B C = 1 (Barenco et al., Phys. Rev. A 52, 3457, lemma 5.1).
        Phase((phi + lambda) * 0.5, controls);
        ControlledRz((lambda - phi) * 0.5, qubit, []);
        ControlledUnitary(Unitary2.X, qubit, controls);
        ControlledRz((lambda + phi) * -0.5, qubit, []);
        Rotation(toY, theta * -0.5, qubit, []);
        ControlledUnitary(Unitary2.X, qubit, controls);
        Rotation(toY, theta * 0.5, qubit, []);
        ControlledRz(phi, qubit, []);
    }

    private void ControlledUnitary(Unitary2 matrix, int qubit, int[] controls)
    {
        if (controls.Length == 0)
        {
            Append(qubit, matrix);
            return;
        }

        (Unitary2 basis, double a, double b) = matrix.Eigen();
        Append(qubit, basis.Adjoint());
        Phase(new LinearAngle(a), controls);
        Phase(new LinearAngle(b - a), [.. controls, qubit]);
        Append(qubit, basis);
    }

    private void Rotation(Unitary2 basis, LinearAngle angle, int qubit, int[] controls)
    {
        Append(qubit, basis.Adjoint());
        ControlledRz(angle, qubit, controls);
        Append(qubit, basis);
    }

    private void PairRotation(Unitary2 basis, LinearAngle angle, int[] qubits, int[] controls)
    {
        foreach (int qubit in qubits)
            Append(qubit, basis.Adjoint());
        if (controls.Length == 0)
        {
            output.Add(new InteractionNode(qubits[0], qubits[1], angle, _origin));
        }
        else
        {
            ControlledX(qubits[0], qubits[1]);
            ControlledRz(angle, qubits[1], controls);
            ControlledX(qubits[0], qubits[1]);
        }

        foreach (int qubit in qubits)
            Append(qubit, basis);
    }

    private void Phase(LinearAngle angle, int[] qubits)
    {
        if (qubits.Length == 0 || angle == LinearAngle.Zero)
            return;
        if (qubits.Length == 1)
        {
            ControlledRz(angle, qubits[0], []);
        }
        else if (qubits.Length == 2)
        {
            ControlledRz(angle * 0.5, qubits[0], []);
            ControlledRz(angle * 0.5, qubits[1], []);
            output.Add(new InteractionNode(qubits[0], qubits[1], angle * -0.5, _origin));
        }
        else
        {
            ControlledRz(angle, qubits[^1], qubits[..^1]);
            Phase(angle * 0.5, qubits[..^1]);
        }
    }

    private void ControlledX(int control, int target)
    {
        Append(target, Unitary2.Hadamard);
        Phase(new LinearAngle(Math.PI), [control, target]);
        Append(target, Unitary2.Hadamard);
    }

    private void ControlledRz(LinearAngle angle, int qubit, int[] controls)
    {
        if (controls.Length == 0)
        {
            var run = new OneQubitRun();
            run.AppendRz(angle);
            output.Add(new RunNode(qubit, run, _origin));
            return;
        }

        if (controls.Length == 1)
        {
            ControlledRz(angle * 0.5, qubit, []);
            output.Add(new InteractionNode(controls[0], qubit, angle * -0.5, _origin));
            return;
        }

        if (controls.Length > MaximumControls)
        {
            Refuse($"a gate with {controls.Length} controls; {MaximumControls} fit");
            return;
        }

        int steps = 1 << controls.Length;
        for (int step = 0; step < steps; step++)
        {
            int parity = BitOperations.PopCount((uint)(step ^ (step >> 1))) & 1;
            ControlledRz(angle * ((parity == 0 ? 1.0 : -1.0) / steps), qubit, []);
            int control = step + 1 == steps ? controls.Length - 1 : BitOperations.TrailingZeroCount(step + 1);
            ControlledX(controls[control], qubit);
        }
    }

    private void Append(int qubit, Unitary2 matrix)
    {
        var run = new OneQubitRun();
        run.Append(matrix);
        output.Add(new RunNode(qubit, run, _origin));
    }

    private void Refuse(string what) => diagnostics.Report(PassDiagnostics.NoSynthesis, _origin?.Span ?? SourceSpan.None, what);
}
