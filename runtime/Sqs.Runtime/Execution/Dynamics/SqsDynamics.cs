using System.Numerics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Expressions;
using Sqs.Compiler.Ir.Types;
using Sqs.Compiler.Neurons;
using Sqs.Simulation.Kraus;

namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>
/// SQS neurons, and others whose memory is a qubit that channels read, by Kraus operators on their memory: with <c>y = c(z) ⊗ m</c>, where c are the products of cosines and sines of the half encoding angles, the
/// unnormalised memory for outcome s is the block <c>V_s y</c>, its squared norm the probability of s. V is contracted once a binding
/// (<see cref="KrausStep"/>); the memory of a trajectory stays pure, so 2^N_M amplitudes carry it. Gradients run backward through the recursion and collect
/// the derivative by every entry of V, which one product per angle turns into the gradient by the angles.
/// </summary>
internal sealed class SqsDynamics : PopulationDynamics
{
    private readonly KrausStep _step;
    private readonly int _outcomes;
    private readonly int _memory;
    private readonly int _width;
    private readonly NeuronModel _model;
    private readonly double[] _unitaries;
    private readonly double[] _slopes;

    /// <summary>Creates the dynamics of a population.</summary>
    /// <param name="neurons">Number of neurons.</param>
    /// <param name="model">The neuron model.</param>
    public SqsDynamics(int neurons, NeuronModel model)
        : base(neurons, model.Channels, model.ParameterNames.Count, 2 << model.MemoryQubits)
    {
        _model = model;
        _step = Step(model);
        _outcomes = 1 << model.Channels;
        _memory = 1 << model.MemoryQubits;
        _width = _outcomes * _memory;
        _unitaries = new double[neurons * 2 * _width * _width];
        _slopes = new double[_unitaries.Length * ParameterCount];
    }

    private int MatrixLength => 2 * _width * _width;

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters)
    {
        for (int neuron = 0; neuron < Neurons; neuron++)
        {
            if (neuron > 0 && ParameterCount == 0)
            {
                _unitaries.AsSpan(0, MatrixLength).CopyTo(_unitaries.AsSpan(neuron * MatrixLength));
                continue;
            }

            ReadOnlySpan<double> own = parameters.Slice(neuron * ParameterCount, ParameterCount);
            Arrange(_step.Contract(own), _unitaries.AsSpan(neuron * MatrixLength, MatrixLength));
            KrausCoefficients[] slopes = _step.ContractDerivatives(own);
            for (int j = 0; j < ParameterCount; j++)
                Arrange(slopes[j], _slopes.AsSpan(((neuron * ParameterCount) + j) * MatrixLength, MatrixLength));
        }
    }

    /// <inheritdoc/>
    public override void Start(Span<double> state)
    {
        state.Clear();
        state[0] = 1;
    }

    /// <inheritdoc/>
    public override int Draw(int neuron, ReadOnlySpan<double> currents, Span<double> state, double uniform, ScoreWorkspace workspace)
    {
        Span<double> vectors = workspace.Vectors((4 * _width) + _outcomes);
        Span<double> encoded = vectors[..(2 * _width)];
        Span<double> evolved = vectors.Slice(2 * _width, 2 * _width);
        Encode(currents, state, encoded, vectors[(4 * _width)..]);
        ReadOnlySpan<double> unitary = _unitaries.AsSpan(neuron * MatrixLength, MatrixLength);
        double left = uniform;
        int likeliest = 0;
        double most = -1;
        for (int outcome = 0; outcome < _outcomes; outcome++)
        {
            double probability = Evolve(unitary, outcome, encoded, evolved.Slice(2 * outcome * _memory, 2 * _memory));
            left -= probability;
            if (left < 0)
                return Condition(evolved, outcome, probability, state);
            if (probability > most)
                (likeliest, most) = (outcome, probability);
        }

        // Probabilities add up to 1 but for rounding, so this is reached once in 10^16 draws.
        return Condition(evolved, likeliest, most, state);
    }

    /// <inheritdoc/>
    public override void Forward(int neuron, ReadOnlySpan<double> currents, ReadOnlySpan<int> spikes, Span<double> stepLogs, ScoreWorkspace workspace)
    {
        // One more state than steps; state t is the memory before step t.
        Span<double> tape = workspace.Tape((spikes.Length + 1) * StateLength);
        Span<double> encoded = workspace.Vectors((2 * _width) + _outcomes);
        ReadOnlySpan<double> unitary = _unitaries.AsSpan(neuron * MatrixLength, MatrixLength);
        Start(tape[..StateLength]);
        for (int step = 0; step < spikes.Length; step++)
        {
            Span<double> next = tape.Slice((step + 1) * StateLength, StateLength);
            Encode(currents.Slice(step * Channels, Channels), tape.Slice(step * StateLength, StateLength), encoded[..(2 * _width)], encoded[(2 * _width)..]);
            double probability = Math.Max(Evolve(unitary, spikes[step], encoded, next), ProbabilityFloor);
            double scale = 1 / Math.Sqrt(probability);
            for (int i = 0; i < next.Length; i++)
                next[i] *= scale;
            stepLogs[step] = Math.Log(probability);
        }
    }

    /// <inheritdoc/>
    public override void Backward(
        int neuron,
        ReadOnlySpan<double> currents,
        ReadOnlySpan<int> spikes,
        ReadOnlySpan<double> stepWeights,
        Span<double> currentGradient,
        Span<double> parameterGradient,
        ScoreWorkspace workspace)
    {
        Span<double> tape = workspace.Tape((spikes.Length + 1) * StateLength);
        Span<double> vectors = workspace.Vectors((4 * _width) + (2 * StateLength) + _outcomes);
        Span<double> encoded = vectors[..(2 * _width)];
        Span<double> encodedAdjoint = vectors.Slice(2 * _width, 2 * _width);
        Span<double> evolved = vectors.Slice(4 * _width, StateLength);
        Span<double> adjoint = vectors.Slice((4 * _width) + StateLength, StateLength);
        Span<double> products = vectors[((4 * _width) + (2 * StateLength))..];
        Span<double> outer = workspace.Outer(MatrixLength);
        outer.Clear();
        adjoint.Clear();
        ReadOnlySpan<double> unitary = _unitaries.AsSpan(neuron * MatrixLength, MatrixLength);
        for (int step = stepWeights.Length - 1; step >= 0; step--)
        {
            ReadOnlySpan<double> z = currents.Slice(step * Channels, Channels);
            ReadOnlySpan<double> memory = tape.Slice(step * StateLength, StateLength);
            Encode(z, memory, encoded, products);
            double probability = Math.Max(Evolve(unitary, spikes[step], encoded, evolved), ProbabilityFloor);
            AdjointOfEvolved(stepWeights[step], probability, evolved, adjoint);
            AdjointOfEncoded(unitary, spikes[step], encoded, adjoint, encodedAdjoint, outer);
            CurrentGradient(z, memory, encodedAdjoint, currentGradient.Slice(step * Channels, Channels));
            AdjointOfMemory(products, encodedAdjoint, adjoint);
        }

        for (int j = 0; j < ParameterCount; j++)
        {
            ReadOnlySpan<double> slope = _slopes.AsSpan(((neuron * ParameterCount) + j) * MatrixLength, MatrixLength);
            double sum = 0;
            for (int i = 0; i < slope.Length; i += 2)
                sum += (outer[i] * slope[i]) - (outer[i + 1] * slope[i + 1]);
            parameterGradient[j] = 2 * sum;
        }
    }

    /// <summary>One step of a neuron, its encodings the angles of its channels.</summary>
    /// <param name="model">The neuron model.</param>
    /// <returns>The step.</returns>
    internal static KrausStep Step(NeuronModel model)
    {
        var builder = new CircuitBuilder();
        builder.Qubits("q", model.QubitCount);
        builder.Bits("s", model.Channels);
        int[] io = [.. Enumerable.Range(0, model.Channels)];
        int[] memory = [.. Enumerable.Range(model.Channels, model.MemoryQubits)];
        Expression[] encoding = [.. io.Select(channel => builder.Input(FormattableString.Invariant($"z{channel}")))];
        Expression[] parameters = [.. model.ParameterNames.Select(name => builder.Input($"p_{name}", ClassicalType.Float))];
        model.AppendCoherentStep(builder, [.. io, .. memory], encoding, parameters);
        return KrausStep.Build(builder.Build(), io, memory, io);
    }

    // From (pattern, outcome, row, column) to rows (outcome, row) and columns (pattern, column), real and imaginary parts in turn.
    private void Arrange(KrausCoefficients source, Span<double> target)
    {
        for (int row = 0; row < _width; row++)
        {
            for (int column = 0; column < _width; column++)
            {
                Complex entry = source[column / _memory, row / _memory][(row % _memory * _memory) + (column % _memory)];
                int to = 2 * ((row * _width) + column);
                target[to] = entry.Real;
                target[to + 1] = entry.Imaginary;
            }
        }
    }

    private (double Sine, double Cosine) SinCos(double current)
    {
        double angle = _model.EncodingAngle(current);

        // Half a turn is exact, so that classical neurons are certain.
        return angle == 0 ? (0, 1) : angle == Math.PI ? (1, 0) : Math.SinCos(0.5 * angle);
    }

    private void Encode(ReadOnlySpan<double> currents, ReadOnlySpan<double> memory, Span<double> encoded, Span<double> products)
    {
        products[0] = 1;
        int count = 1;
        foreach (double current in currents)
        {
            (double sine, double cosine) = SinCos(current);
            for (int i = 0; i < count; i++)
            {
                products[count + i] = products[i] * sine;
                products[i] *= cosine;
            }

            count *= 2;
        }

        for (int b = 0; b < _outcomes; b++)
        {
            for (int i = 0; i < memory.Length; i++)
                encoded[(b * memory.Length) + i] = products[b] * memory[i];
        }
    }

    // The unnormalised memory for an outcome; returns its squared norm.
    private double Evolve(ReadOnlySpan<double> unitary, int outcome, ReadOnlySpan<double> encoded, Span<double> evolved)
    {
        double norm = 0;
        for (int i = 0; i < _memory; i++)
        {
            ReadOnlySpan<double> row = unitary.Slice(2 * ((outcome * _memory) + i) * _width, 2 * _width);
            double real = 0;
            double imaginary = 0;
            for (int k = 0; k < row.Length; k += 2)
            {
                real += (row[k] * encoded[k]) - (row[k + 1] * encoded[k + 1]);
                imaginary += (row[k] * encoded[k + 1]) + (row[k + 1] * encoded[k]);
            }

            evolved[2 * i] = real;
            evolved[(2 * i) + 1] = imaginary;
            norm += (real * real) + (imaginary * imaginary);
        }

        return norm;
    }

    private static int Condition(ReadOnlySpan<double> evolved, int outcome, double probability, Span<double> state)
    {
        double scale = 1 / Math.Sqrt(Math.Max(probability, double.Epsilon));
        for (int i = 0; i < state.Length; i++)
            state[i] = evolved[(outcome * state.Length) + i] * scale;
        return outcome;
    }

    // dF = 2 Re<adjoint, d(...)>. In: adjoint of the normalised memory behind the step. Out: adjoint of the unnormalised one u, from
    // F = w log|u|^2 + F(u / |u|).
    private static void AdjointOfEvolved(double weight, double probability, ReadOnlySpan<double> evolved, Span<double> adjoint)
    {
        double overlap = 0;
        for (int i = 0; i < adjoint.Length; i++)
            overlap += adjoint[i] * evolved[i];
        double root = 1 / Math.Sqrt(probability);
        double along = (weight / probability) - (overlap * root / probability);
        for (int i = 0; i < adjoint.Length; i++)
            adjoint[i] = (along * evolved[i]) + (root * adjoint[i]);
    }

    private void AdjointOfEncoded(
        ReadOnlySpan<double> unitary, int outcome, ReadOnlySpan<double> encoded, ReadOnlySpan<double> adjoint, Span<double> encodedAdjoint, Span<double> outer)
    {
        encodedAdjoint.Clear();
        for (int i = 0; i < _memory; i++)
        {
            double real = adjoint[2 * i];
            double imaginary = adjoint[(2 * i) + 1];
            int start = 2 * ((outcome * _memory) + i) * _width;
            ReadOnlySpan<double> row = unitary.Slice(start, 2 * _width);
            Span<double> sum = outer.Slice(start, 2 * _width);
            for (int k = 0; k < row.Length; k += 2)
            {
                // conj(V) alpha for the adjoint, conj(alpha) y for the derivative by V.
                encodedAdjoint[k] += (row[k] * real) + (row[k + 1] * imaginary);
                encodedAdjoint[k + 1] += (row[k] * imaginary) - (row[k + 1] * real);
                sum[k] += (real * encoded[k]) + (imaginary * encoded[k + 1]);
                sum[k + 1] += (real * encoded[k + 1]) - (imaginary * encoded[k]);
            }
        }
    }

    private void CurrentGradient(ReadOnlySpan<double> currents, ReadOnlySpan<double> memory, ReadOnlySpan<double> encodedAdjoint, Span<double> gradient)
    {
        Span<double> overlaps = stackalloc double[_outcomes];
        for (int b = 0; b < _outcomes; b++)
        {
            double sum = 0;
            for (int i = 0; i < memory.Length; i++)
                sum += encodedAdjoint[(b * memory.Length) + i] * memory[i];
            overlaps[b] = sum;
        }

        for (int channel = 0; channel < currents.Length; channel++)
        {
            gradient[channel] = 0;
            double slope = _model.EncodingSlope(currents[channel]);
            if (slope == 0)
                continue;
            double sum = 0;
            for (int b = 0; b < _outcomes; b++)
            {
                double product = 1;
                for (int n = 0; n < currents.Length; n++)
                {
                    (double sine, double cosine) = SinCos(currents[n]);
                    bool isSet = (b >> n & 1) != 0;
                    product *= n == channel ? (isSet ? cosine : -sine) : (isSet ? sine : cosine);
                }

                sum += product * overlaps[b];
            }

            // dF = 2 Re<...>, half from the half angle.
            gradient[channel] = slope * sum;
        }
    }

    private void AdjointOfMemory(ReadOnlySpan<double> products, ReadOnlySpan<double> encodedAdjoint, Span<double> adjoint)
    {
        adjoint.Clear();
        for (int b = 0; b < _outcomes; b++)
        {
            for (int i = 0; i < adjoint.Length; i++)
                adjoint[i] += products[b] * encodedAdjoint[(b * adjoint.Length) + i];
        }
    }
}
