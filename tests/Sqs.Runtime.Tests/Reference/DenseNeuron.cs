using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Operations;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Neurons;

namespace Sqs.Runtime.Tests.Reference;

/// <summary>
/// A neuron as a full density matrix over all its qubits, gate by gate with matrices of its own: slow, and independent of the product's contraction.
/// Qubit i is bit i, channels first.
/// </summary>
internal sealed class DenseNeuron
{
    private readonly SqsNeuron _model;
    private readonly int _qubits;
    private readonly List<(string Name, int Parameter, int[] Qubits)> _gates = [];

    public DenseNeuron(SqsNeuron model)
    {
        _model = model;
        _qubits = model.QubitCount;
        var builder = new CircuitBuilder();
        builder.Qubits("q", _qubits);
        Expression[] angles = [.. model.ParameterNames.Select(n => builder.Input(n, ClassicalType.Float))];
        int[] all = [.. Enumerable.Range(0, _qubits)];
        model.Ansatz.Append(builder, all.AsSpan(0, model.IoQubits), all.AsSpan(model.IoQubits), angles);
        foreach (Operation operation in builder.Build().Body.Operations)
        {
            var gate = (GateOperation)operation;
            int parameter = gate.Angles.IsEmpty ? -1 : ((InputExpression)gate.Angles[0]).Index;
            _gates.Add((gate.Gate.Name, parameter, [.. gate.Qubits.Select(q => q.Index)]));
        }
    }

    /// <summary>The probability of a train of spikes.</summary>
    public double Probability(double[] parameters, double[] currents, int[] spikes)
    {
        int size = 1 << _qubits;
        int channels = _model.IoQubits;
        var state = new Complex[size, size];
        state[0, 0] = 1;
        for (int step = 0; step < spikes.Length; step++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                if (currents[(step * channels) + channel] > 0)
                    state = Conjugate(state, Rx(Math.PI * currents[(step * channels) + channel]), [channel]);
            }

            foreach ((string name, int parameter, int[] qubits) in _gates)
            {
                double angle = parameter < 0 ? 0 : parameters[parameter];
                state = name switch
                {
                    "rx" => Conjugate(state, Rx(angle), qubits),
                    "rz" => Conjugate(state, Diagonal(Complex.Exp(new Complex(0, -angle / 2)), Complex.Exp(new Complex(0, angle / 2))), qubits),
                    "crx" => Conjugate(state, Controlled(Rx(angle)), qubits),
                    "cx" => Conjugate(state, Controlled(new Complex[,] { { 0, 1 }, { 1, 0 } }), qubits),
                    _ => throw new NotSupportedException(name),
                };
            }

            state = ProjectAndReset(state, spikes[step]);
        }

        double trace = 0;
        for (int i = 0; i < size; i++)
            trace += state[i, i].Real;
        return trace;
    }

    // Keeps the block of an outcome, unnormalised, with the channels back in |0>.
    private Complex[,] ProjectAndReset(Complex[,] state, int spike)
    {
        int size = 1 << _qubits;
        int mask = (1 << _model.IoQubits) - 1;
        var result = new Complex[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                if ((i & mask) == spike && (j & mask) == spike)
                    result[i & ~mask, j & ~mask] = state[i, j];
            }
        }

        return result;
    }

    private Complex[,] Conjugate(Complex[,] state, Complex[,] gate, int[] qubits)
    {
        int size = 1 << _qubits;
        var full = new Complex[size, size];
        int support = qubits.Sum(q => 1 << q);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                if ((i & ~support) == (j & ~support))
                    full[i, j] = gate[Local(i, qubits), Local(j, qubits)];
            }
        }

        var half = new Complex[size, size];
        var result = new Complex[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < size; k++)
            {
                for (int j = 0; j < size && full[i, k] != 0; j++)
                    half[i, j] += full[i, k] * state[k, j];
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                for (int k = 0; k < size; k++)
                    result[i, j] += half[i, k] * Complex.Conjugate(full[j, k]);
            }
        }

        return result;
    }

    private static int Local(int index, int[] qubits)
    {
        int local = 0;
        for (int i = 0; i < qubits.Length; i++)
            local |= (index >> qubits[i] & 1) << i;
        return local;
    }

    private static Complex[,] Rx(double angle)
    {
        var sine = new Complex(0, -Math.Sin(angle / 2));
        return new Complex[,] { { Math.Cos(angle / 2), sine }, { sine, Math.Cos(angle / 2) } };
    }

    private static Complex[,] Diagonal(Complex a, Complex b) => new[,] { { a, 0 }, { 0, b } };

    // The control is the first operand and so the low bit.
    private static Complex[,] Controlled(Complex[,] gate) => new Complex[,]
    {
        { 1, 0, 0, 0 },
        { 0, gate[0, 0], 0, gate[0, 1] },
        { 0, 0, 1, 0 },
        { 0, gate[1, 0], 0, gate[1, 1] },
    };
}
