using System.Numerics;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Memory;
using Sqs.Simulation.Noise;
using Sqs.Simulation.States.Ranges;

namespace Sqs.Simulation.States;

/// <summary>
/// A density matrix, factored. Qubit q has two wires, its row index q and its column index n + q, so gates are linear maps on rows and
/// their complex conjugates on columns. Rows and columns of a pure part stay separate factors, at the cost of two state vectors, until
/// something mixes them.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal sealed class MixedState<T> : QuantumState
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FactoredState<T> _state;
    private readonly int _qubits;

    /// <summary>Creates the state with every qubit in |0&gt;.</summary>
    /// <param name="qubits">Number of qubits.</param>
    /// <param name="pool">Lends the buffers.</param>
    public MixedState(int qubits, AmplitudePool<T> pool)
        : this(qubits, new FactoredState<T>(2 * qubits, pool))
    {
    }

    private MixedState(int qubits, FactoredState<T> state)
    {
        _qubits = qubits;
        _state = state;
    }

    public override int MaximumWidth => (_state.MaximumWidth + 1) / 2;

    public override long Amplitudes => _state.Amplitudes;

    public override void Detach() => _state.Detach();

    public override bool TryGetValue(int qubit, out bool value)
    {
        value = _state.ValueOf(qubit);
        return _state.FactorOf(qubit) is null && _state.FactorOf(_qubits + qubit) is null;
    }

    public override void SetValue(int qubit, bool value)
    {
        _state.SetValue(qubit, value);
        _state.SetValue(_qubits + qubit, value);
    }

    public override void Apply(BoundGate gate)
    {
        _state.ApplyUnitary(gate, 0, gate.Matrix);
        _state.ApplyUnitary(gate, _qubits, gate.ConjugateMatrix);
    }

    public override void Apply(SuperoperatorInstruction map) =>
        _state.Apply(map.Matrix, [.. map.Qubits, .. map.Qubits.Select(qubit => _qubits + qubit)], [], 0);

    public override void Apply(SweepInstruction sweep) =>
        throw new InvalidOperationException("Sweeps are written for state vectors.");

    public override void Join(int[] qubits) =>
        throw new InvalidOperationException("Qubits are joined ahead in state vectors.");

    public override bool AreJoined(int first, int second) => Close(first) is { } factor && factor.PositionOf(second) >= 0;

    public override int PickJoint(Span<int> qubits) => Math.Min(qubits.Length, MostJoint);

    public override double[] Distribution(ReadOnlySpan<int> qubits)
    {
        Factor<T> factor = Close(qubits[0])!;
        double[] distribution = new double[1L << qubits.Length];
        Span<int> positions = stackalloc int[qubits.Length];
        for (int i = 0; i < qubits.Length; i++)
            positions[i] = factor.PositionOf(qubits[i]);
        int[] diagonal = DiagonalOffsets(factor);
        ReadOnlySpan<T> re = factor.Re;
        for (int i = 0; i < 1 << (factor.Width / 2); i++)
        {
            int index = Deposit(i, diagonal);
            distribution[BitDeposit.Gather(index, positions)] += Math.Max(0, double.CreateTruncating(re[index]));
        }

        return distribution;
    }

    public override void Collapse(ReadOnlySpan<int> qubits, long outcome, double probability)
    {
        Factor<T> factor = Close(qubits[0])!;
        int[] wires = new int[2 * qubits.Length];
        int[] positions = new int[wires.Length];
        for (int i = 0; i < wires.Length; i++)
        {
            wires[i] = i < qubits.Length ? qubits[i] : _qubits + qubits[i - qubits.Length];
            positions[i] = factor.PositionOf(wires[i]);
        }

        long kept = BitDeposit.Scatter((ulong)(outcome | (outcome << qubits.Length)), positions);
        Array.Sort(positions);
        T scale = T.CreateTruncating(1 / probability);
        int[] rest = FactoredState<T>.Without(factor, wires);
        _state.Replace(factor, wires, rest.Length == 0 ? null : _state.Builder.Gather(factor, rest, positions, kept, scale));
        for (int i = 0; i < qubits.Length; i++)
            SetValue(qubits[i], ((outcome >> i) & 1) != 0);
    }

    public override bool TryReset(int qubit)
    {
        if (Close(qubit) is { } factor)
        {
            int[] wires = [qubit, _qubits + qubit];
            int[] rest = FactoredState<T>.Without(factor, wires);
            _state.Replace(factor, wires, rest.Length == 0 ? null : _state.Builder.Trace(factor, rest, factor.PositionOf(qubit), factor.PositionOf(_qubits + qubit)));
        }

        SetValue(qubit, false);
        return true;
    }

    public override bool TryDephase(int qubit)
    {
        if (Close(qubit) is null)
            return true;
        Factor<T> factor = _state.Join([qubit, _qubits + qubit]);
        int row = factor.PositionOf(qubit);
        int column = factor.PositionOf(_qubits + qubit);
        _state.Run(new DephaseRange<T>(factor.Buffer, row, column), factor.Buffer.Re.Length);
        return true;
    }

    public override bool TryApply(KrausChannel channel, int[] qubits)
    {
        if (channel.KeepsGround && TryGetValue(qubits[0], out bool value) && !value)
            return true;
        int[] wires = [.. qubits, .. qubits.Select(qubit => _qubits + qubit)];
        _state.Apply(channel.Superoperator, wires, [], 0);
        return true;
    }

    public override double[] Distribution(KrausChannel channel, int[] qubits) =>
        throw new InvalidOperationException("Channels on density matrices need no random choice.");

    public override void Apply(KrausChannel channel, int[] qubits, int index, double probability) =>
        throw new InvalidOperationException("Channels on density matrices need no random choice.");

    public override double[] Distribution(MisreadInstruction measurement)
    {
        double[] values = TryGetValue(measurement.Qubit, out bool known)
            ? known ? [0, 1] : [1, 0]
            : Distribution([measurement.Qubit]);
        double[] read = new double[2];
        for (int i = 0; i < 4; i++)
            read[i & 1] += values[i >> 1] * measurement.Confusion(i & 1, i >> 1);
        return read;
    }

    // The qubit keeps a mixture of both true values, weighted by how likely each is read so.
    public override void Collapse(MisreadInstruction measurement, int outcome, double probability)
    {
        if (TryGetValue(measurement.Qubit, out _))
            return;
        TryDephase(measurement.Qubit);
        Complex[] weights = [measurement.Confusion(outcome, 0) / probability, 0, 0, measurement.Confusion(outcome, 1) / probability];
        _state.Apply(weights, [measurement.Qubit], [], 0);
    }

    public override QuantumState Clone() => new MixedState<T>(_qubits, _state.Clone());

    public override void Dispose() => _state.Dispose();

    // The factor of a qubit with rows and columns of all its qubits, or null where the qubit is in a basis state.
    private Factor<T>? Close(int qubit)
    {
        if (TryGetValue(qubit, out _))
            return null;
        Factor<T> factor = _state.FactorOf(qubit) is { } rows && _state.FactorOf(_qubits + qubit) == rows
            ? rows
            : _state.Join([qubit, _qubits + qubit]);
        while (true)
        {
            int open = Array.FindIndex(factor.Wires, wire => _state.FactorOf(Partner(wire)) != factor);
            if (open < 0)
                return factor;
            int wire = factor.Wires[open];
            factor = _state.Join([wire, Partner(wire)]);
        }
    }

    private int Partner(int wire) => wire < _qubits ? wire + _qubits : wire - _qubits;

    // For every qubit of a closed factor the two index bits of its diagonal entries.
    private int[] DiagonalOffsets(Factor<T> factor)
    {
        var offsets = new List<int>(factor.Width / 2);
        foreach (int wire in factor.Wires)
        {
            if (wire < _qubits)
                offsets.Add((1 << factor.PositionOf(wire)) | (1 << factor.PositionOf(wire + _qubits)));
        }

        return [.. offsets];
    }

    private static int Deposit(int pattern, int[] offsets)
    {
        int index = 0;
        for (int i = 0; i < offsets.Length; i++)
            index |= ((pattern >> i) & 1) * offsets[i];
        return index;
    }
}
