using System.Numerics;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Noise;

namespace Sqs.Simulation.States;

/// <summary>A state vector, factored. Resets and dropped outcomes of entangled qubits need a random choice.</summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal sealed class PureState<T> : QuantumState
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FactoredState<T> _state;

    /// <summary>Creates the state with every qubit in |0&gt;.</summary>
    /// <param name="qubits">Number of qubits.</param>
    /// <param name="pool">Lends the buffers.</param>
    public PureState(int qubits, AmplitudePool<T> pool)
        : this(new FactoredState<T>(qubits, pool))
    {
    }

    private PureState(FactoredState<T> state) => _state = state;

    /// <summary>The amplitudes of the entangled qubits that a qubit belongs to, or null where it is in a basis state.</summary>
    /// <param name="qubit">The qubit.</param>
    /// <returns>The factor, not to be written.</returns>
    public Factor<T>? FactorOf(int qubit) => _state.FactorOf(qubit);

    public override int MaximumWidth => _state.MaximumWidth;

    public override long Amplitudes => _state.Amplitudes;

    public override void Detach() => _state.Detach();

    public override bool TryGetValue(int qubit, out bool value)
    {
        value = _state.ValueOf(qubit);
        return _state.FactorOf(qubit) is null;
    }

    public override void SetValue(int qubit, bool value) => _state.SetValue(qubit, value);

    public override void Apply(BoundGate gate) => _state.ApplyUnitary(gate, 0, gate.Matrix);

    public override void Apply(SuperoperatorInstruction map) =>
        throw new InvalidOperationException("Noise is multiplied into maps on density matrices.");

    public override void Apply(SweepInstruction sweep) => _state.Apply(sweep);

    public override void Join(int[] qubits) => _state.Join(qubits);

    public override bool AreJoined(int first, int second) => _state.FactorOf(first) is { } factor && factor == _state.FactorOf(second);

    public override int PickJoint(Span<int> qubits)
    {
        // The highest positions: their outcomes are contiguous blocks of amplitudes.
        Factor<T> factor = _state.FactorOf(qubits[0])!;
        qubits.Sort((first, second) => factor.PositionOf(second).CompareTo(factor.PositionOf(first)));
        int count = Math.Min(qubits.Length, MostJoint);
        qubits[..count].Reverse();
        return count;
    }

    public override double[] Distribution(ReadOnlySpan<int> qubits)
    {
        Factor<T> factor = _state.FactorOf(qubits[0])!;
        int[] positions = new int[qubits.Length];
        for (int i = 0; i < qubits.Length; i++)
            positions[i] = factor.PositionOf(qubits[i]);
        double[] distribution = new double[1L << qubits.Length];
        _state.Sum(new Norms<T>(factor.Buffer, positions), factor.Buffer.Re.Length, distribution);
        return distribution;
    }

    public override void Collapse(ReadOnlySpan<int> qubits, long outcome, double probability)
    {
        Factor<T> factor = _state.FactorOf(qubits[0])!;
        int[] positions = new int[qubits.Length];
        for (int i = 0; i < qubits.Length; i++)
            positions[i] = factor.PositionOf(qubits[i]);
        long kept = BitDeposit.Scatter((ulong)outcome, positions);
        Array.Sort(positions);
        T scale = T.CreateTruncating(1 / Math.Sqrt(probability));
        int[] rest = FactoredState<T>.Without(factor, qubits);
        _state.Replace(factor, qubits, rest.Length == 0 ? null : _state.Builder.Gather(factor, rest, positions, kept, scale));
        for (int i = 0; i < qubits.Length; i++)
            _state.SetValue(qubits[i], ((outcome >> i) & 1) != 0);
    }

    public override bool TryReset(int qubit)
    {
        if (_state.FactorOf(qubit) is not { } factor)
        {
            _state.SetValue(qubit, false);
            return true;
        }

        if (factor.Width > 1)
            return false;
        _state.Replace(factor, [qubit], null);
        return true;
    }

    public override bool TryDephase(int qubit) => _state.FactorOf(qubit) is null;

    public override bool TryApply(KrausChannel channel, int[] qubits) => channel.KeepsGround && TryGetValue(qubits[0], out bool value) && !value;

    public override double[] Distribution(KrausChannel channel, int[] qubits)
    {
        Complex[] density = _state.Reduce(qubits);
        return Array.ConvertAll(channel.Operators, kraus => ReducedDensity<T>.Probability(kraus, density));
    }

    public override void Apply(KrausChannel channel, int[] qubits, int index, double probability)
    {
        double scale = 1 / Math.Sqrt(probability);
        _state.Apply(Array.ConvertAll(channel.Operators[index], entry => scale * entry), qubits, [], 0);
    }

    public override double[] Distribution(MisreadInstruction measurement)
    {
        double[] values = TryGetValue(measurement.Qubit, out bool known)
            ? known ? [0, 1] : [1, 0]
            : Distribution([measurement.Qubit]);
        double[] joint = new double[4];
        for (int outcome = 0; outcome < joint.Length; outcome++)
            joint[outcome] = values[outcome >> 1] * measurement.Confusion(outcome & 1, outcome >> 1);
        return joint;
    }

    public override void Collapse(MisreadInstruction measurement, int outcome, double probability)
    {
        int value = outcome >> 1;
        if (!TryGetValue(measurement.Qubit, out _))
            Collapse([measurement.Qubit], value, probability / measurement.Confusion(outcome & 1, value));
    }

    public override QuantumState Clone() => new PureState<T>(_state.Clone());

    public override void Dispose() => _state.Dispose();
}
