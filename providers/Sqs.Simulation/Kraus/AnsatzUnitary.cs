using System.Numerics;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Gates;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Neurons;

namespace Sqs.Simulation.Kraus;

/// <summary>
/// The unitary V(theta) of an SQS neuron with its derivatives by every angle, contracted from the ansatz's own gates, so it holds for any ansatz.
/// Index bits are the neuron's qubits: channels first (bit 0 is channel 0), then memory. The derivative of a gate by its angle is exact: entries of every gate
/// of the table are trigonometric polynomials of frequencies 0, 1/2 and 1 in each angle, which a shift rule with two distances differentiates
/// (Wierichs et al., "General parameter-shift rules", arXiv 2107.12390).
/// </summary>
public sealed class AnsatzUnitary
{
    // f'(x) = sum of c_i (f(x + d_i) - f(x - d_i)) for frequencies 1/2 and 1: d = pi cannot see frequency 1, so the other fixes it.
    private static readonly (double Distance, double Weight)[] Shifts = [(Math.PI, (1 - Math.Sqrt(2)) / 4), (Math.PI / 2, 0.5)];

    private readonly List<FlatGate> _gates = [];

    /// <summary>Contracts nothing yet: reads the gates of the neuron's ansatz.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <exception cref="DiagnosticException">The ansatz holds something that is not a differentiable unitary.</exception>
    public AnsatzUnitary(SqsNeuron neuron)
    {
        ArgumentNullException.ThrowIfNull(neuron);
        ParameterCount = neuron.ParameterNames.Count;
        Dimension = 1 << neuron.QubitCount;
        var builder = new CircuitBuilder();
        builder.Qubits("q", neuron.QubitCount);
        Expression[] angles = [.. neuron.ParameterNames.Select(name => builder.Input(name, ClassicalType.Float))];
        int[] qubits = [.. Enumerable.Range(0, neuron.QubitCount)];
        neuron.Ansatz.Append(builder, qubits.AsSpan(0, neuron.IoQubits), qubits.AsSpan(neuron.IoQubits), angles);
        DualNumber[] probe = [.. Enumerable.Range(0, ParameterCount).Select(i => DualNumber.Parameter(0.5, i, ParameterCount))];
        foreach (Operation operation in builder.Build().Body.Operations)
            Flatten(operation, qubits, isInverse: false, [], static (expression, inputs, gate) => AngleDerivatives.Evaluate(expression, inputs, [], gate));
        foreach (FlatGate gate in _gates)
            gate.Angles(probe);
    }

    /// <summary>Number of angles.</summary>
    public int ParameterCount { get; }

    /// <summary>Dimension of the unitary, 2 to the number of qubits.</summary>
    public int Dimension { get; }

    /// <summary>Evaluates the unitary and its derivatives.</summary>
    /// <param name="angles">One angle a parameter, radians.</param>
    /// <param name="unitary">Takes V, row-major.</param>
    /// <param name="derivatives">Takes dV by each angle, one matrix after the other; empty when not wanted.</param>
    public void Evaluate(ReadOnlySpan<double> angles, Span<Complex> unitary, Span<Complex> derivatives)
    {
        var inputs = new DualNumber[ParameterCount];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = DualNumber.Parameter(angles[i], i, ParameterCount);
        int size = Dimension * Dimension;
        unitary.Clear();
        for (int i = 0; i < Dimension; i++)
            unitary[(i * Dimension) + i] = 1;
        derivatives.Clear();
        var before = new Complex[size];
        var slope = new Complex[size];
        foreach (FlatGate gate in _gates)
        {
            DualNumber[] values = gate.Angles(inputs);
            double[] plain = Array.ConvertAll(values, v => v.Value);
            unitary.CopyTo(before);
            for (int j = 0; j < ParameterCount && !derivatives.IsEmpty; j++)
                Apply(gate, gate.Matrix(plain), derivatives.Slice(j * size, size));
            Apply(gate, gate.Matrix(plain), unitary);
            for (int a = 0; a < values.Length && !derivatives.IsEmpty; a++)
            {
                if (values[a].Gradient.Length == 0)
                    continue;
                before.CopyTo(slope, 0);
                Apply(gate, MatrixSlope(gate, plain, a), slope, isSlope: true);
                for (int j = 0; j < ParameterCount; j++)
                {
                    double factor = values[a].Gradient[j];
                    for (int i = 0; i < size && factor != 0; i++)
                        derivatives[(j * size) + i] += factor * slope[i];
                }
            }
        }
    }

    private static Complex[] MatrixSlope(FlatGate gate, double[] angles, int index)
    {
        double[] shifted = (double[])angles.Clone();
        Complex[]? sum = null;
        foreach ((double distance, double weight) in Shifts)
        {
            shifted[index] = angles[index] + distance;
            Complex[] plus = gate.Matrix(shifted);
            shifted[index] = angles[index] - distance;
            Complex[] minus = gate.Matrix(shifted);
            sum ??= new Complex[plus.Length];
            for (int i = 0; i < sum.Length; i++)
                sum[i] += weight * (plus[i] - minus[i]);
        }

        return sum!;
    }

    // Multiplies from the left. Where a control is not met a gate is the identity and its slope is zero.
    private void Apply(FlatGate gate, Complex[] matrix, Span<Complex> target, bool isSlope = false)
    {
        int local = 1 << gate.Qubits.Length;
        Span<Complex> column = stackalloc Complex[local];
        for (int row = 0; row < Dimension; row++)
        {
            if ((row & gate.Support) != 0)
                continue;
            bool isMet = (row & gate.ControlMask) == gate.ControlValue;
            if (!isMet && !isSlope)
                continue;
            for (int j = 0; j < Dimension; j++)
            {
                for (int l = 0; l < local; l++)
                    column[l] = target[((row | gate.Spread(l)) * Dimension) + j];
                for (int k = 0; k < local; k++)
                {
                    Complex sum = Complex.Zero;
                    for (int l = 0; l < local && isMet; l++)
                        sum += matrix[(k * local) + l] * column[l];
                    target[((row | gate.Spread(k)) * Dimension) + j] = sum;
                }
            }
        }
    }

    private void Flatten(
        Operation operation, int[] qubits, bool isInverse, (int Qubit, bool Value)[] controls, Func<Expression, DualNumber[], string, DualNumber> evaluate)
    {
        if (operation is BarrierOperation)
            return;
        if (operation is not GateOperation gate)
            throw new DiagnosticException(KrausDiagnostics.NotUnitary.At(SourceSpan.None, operation.GetType().Name.Replace("Operation", string.Empty, StringComparison.Ordinal).ToLowerInvariant()));
        int next = 0;
        foreach (GateModifier modifier in gate.Modifiers)
        {
            if (modifier.Kind == GateModifierKind.Power)
                throw new DiagnosticException(KrausDiagnostics.Power.At(SourceSpan.None, gate.Gate.Name));
            if (modifier.IsControl)
                controls = [.. controls, (qubits[gate.Qubits[next++].Index], modifier.Kind == GateModifierKind.Control)];
            else
                isInverse = !isInverse;
        }

        int[] operands = [.. gate.Qubits.Skip(next).Select(q => qubits[q.Index])];
        DualNumber[] Angles(DualNumber[] inputs) => [.. gate.Angles.Select(angle => evaluate(angle, inputs, gate.Gate.Name))];
        if (gate.Gate is CompositeGate composite)
        {
            IEnumerable<Operation> body = isInverse ? composite.Body.Operations.Reverse() : composite.Body.Operations;
            foreach (Operation inner in body)
                Flatten(inner, operands, isInverse, controls, (expression, inputs, name) => AngleDerivatives.Evaluate(expression, inputs, Angles(inputs), name));
            return;
        }

        _gates.Add(new FlatGate((StandardGate)gate.Gate, operands, isInverse, controls, Angles));
    }

    /// <summary>A gate of the table on qubits of the neuron.</summary>
    private sealed class FlatGate
    {
        private readonly StandardGate _gate;
        private readonly bool _isInverse;

        public FlatGate(StandardGate gate, int[] qubits, bool isInverse, (int Qubit, bool Value)[] controls, Func<DualNumber[], DualNumber[]> angles)
        {
            _gate = gate;
            _isInverse = isInverse;
            Qubits = qubits;
            Angles = angles;
            foreach (int qubit in qubits)
                Support |= 1 << qubit;
            foreach ((int qubit, bool value) in controls)
            {
                ControlMask |= 1 << qubit;
                ControlValue |= value ? 1 << qubit : 0;
            }
        }

        public int[] Qubits { get; }

        public int Support { get; }

        public int ControlMask { get; }

        public int ControlValue { get; }

        public Func<DualNumber[], DualNumber[]> Angles { get; }

        public int Spread(int local)
        {
            int index = 0;
            for (int i = 0; i < Qubits.Length; i++)
                index |= (local >> i & 1) << Qubits[i];
            return index;
        }

        public Complex[] Matrix(double[] angles)
        {
            Complex[] matrix = _gate.Matrix(angles);
            if (!_isInverse)
                return matrix;
            int size = 1 << Qubits.Length;
            var adjoint = new Complex[matrix.Length];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                    adjoint[(i * size) + j] = Complex.Conjugate(matrix[(j * size) + i]);
            }

            return adjoint;
        }
    }
}
