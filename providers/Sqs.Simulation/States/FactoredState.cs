using System.Numerics;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Kernels;
using Sqs.Simulation.Lowering;
using Sqs.Simulation.Lowering.Instructions;
using Sqs.Simulation.Memory;
using Sqs.Simulation.States.Ranges;
using Sqs.Simulation.Sweeps;

namespace Sqs.Simulation.States;

/// <summary>
/// A vector over wires, each of dimension two, as a product of factors. A wire is either in a known basis state and costs nothing,
/// or a position of a factor. Linear maps between wires of different factors merge them; nothing but removing a wire splits them.
/// Copies share factors until they change them.
/// </summary>
/// <typeparam name="T">Format of a real number.</typeparam>
internal sealed partial class FactoredState<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AmplitudePool<T> _pool;
    private readonly Factor<T>?[] _factors;
    private readonly bool[] _values;

    /// <summary>Creates a state with every wire in |0&gt;.</summary>
    /// <param name="wires">Number of wires.</param>
    /// <param name="pool">Lends the buffers.</param>
    public FactoredState(int wires, AmplitudePool<T> pool)
        : this(pool, new Factor<T>?[wires], new bool[wires])
    {
    }

    private FactoredState(AmplitudePool<T> pool, Factor<T>?[] factors, bool[] values)
    {
        _pool = pool;
        _factors = factors;
        _values = values;
    }

    /// <summary>Makes factors for this state.</summary>
    public FactorBuilder<T> Builder => new(_pool);

    /// <summary>The most wires a factor has had.</summary>
    public int MaximumWidth { get; private set; }

    /// <summary>A state that shares the factors of this one.</summary>
    /// <returns>The copy.</returns>
    public FactoredState<T> Clone()
    {
        for (int wire = 0; wire < _factors.Length; wire++)
        {
            if (_factors[wire] is { } factor && factor.Wires[0] == wire)
                factor.Owners++;
        }

        return new FactoredState<T>(_pool, [.. _factors], [.. _values]) { MaximumWidth = MaximumWidth };
    }

    /// <summary>Number of amplitudes of all factors.</summary>
    public long Amplitudes
    {
        get
        {
            long sum = 0;
            for (int wire = 0; wire < _factors.Length; wire++)
                sum += _factors[wire] is { } factor && factor.Wires[0] == wire ? 1L << factor.Width : 0;
            return sum;
        }
    }

    /// <summary>Copies the factors that other states share.</summary>
    public void Detach()
    {
        foreach (Factor<T>? factor in _factors)
        {
            if (factor is not null)
                Own(factor);
        }
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        for (int wire = 0; wire < _factors.Length; wire++)
        {
            if (_factors[wire] is { } factor && factor.Wires[0] == wire)
                Release(factor);
        }

        Array.Clear(_factors);
    }

    /// <summary>The factor of a wire, or null where the wire is in a basis state.</summary>
    /// <param name="wire">The wire.</param>
    /// <returns>The factor, not to be written.</returns>
    public Factor<T>? FactorOf(int wire) => _factors[wire];

    /// <summary>The basis state of a wire that has no factor.</summary>
    /// <param name="wire">The wire.</param>
    /// <returns>Whether it is |1&gt;.</returns>
    public bool ValueOf(int wire) => _values[wire];

    /// <summary>Puts a wire that has no factor into a basis state.</summary>
    /// <param name="wire">The wire.</param>
    /// <param name="value">Whether it shall be |1&gt;.</param>
    public void SetValue(int wire, bool value) => _values[wire] = value;

    /// <summary>
    /// Applies a unitary up to a global phase. Controls in a basis state are resolved, permutations of basis states move no amplitude.
    /// </summary>
    /// <param name="gate">The gate; its qubits plus <paramref name="offset"/> are the wires.</param>
    /// <param name="offset">Added to each qubit.</param>
    /// <param name="matrix">The matrix of the gate, or its complex conjugate.</param>
    public void ApplyUnitary(BoundGate gate, int offset, ReadOnlySpan<Complex> matrix)
    {
        Span<int> controls = stackalloc int[gate.Controls.Length];
        int controlCount = 0;
        ulong pattern = 0;
        for (int i = 0; i < gate.Controls.Length; i++)
        {
            int wire = gate.Controls[i] + offset;
            bool active = ((gate.ControlPattern >> i) & 1) != 0;
            if (_factors[wire] is not null)
            {
                pattern |= active ? 1UL << controlCount : 0;
                controls[controlCount++] = wire;
            }
            else if (_values[wire] != active)
            {
                return;
            }
        }

        Span<int> targets = stackalloc int[gate.Targets.Length];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = gate.Targets[i] + offset;
        if (controlCount == 0 && (gate.IsSwap || gate.Form != GateForm.Dense) && TryPermute(gate, targets))
            return;
        Apply(matrix, targets, controls[..controlCount], pattern);
    }

    /// <summary>Applies any matrix to wires.</summary>
    /// <param name="matrix">Row-major matrix of dimension 2^targets.</param>
    /// <param name="targets">Wires, the first least significant.</param>
    /// <param name="controls">Wires, none of them a target.</param>
    /// <param name="pattern">Bit i is the value at which control i lets the matrix act.</param>
    public void Apply(ReadOnlySpan<Complex> matrix, ReadOnlySpan<int> targets, ReadOnlySpan<int> controls, ulong pattern)
    {
        Span<int> wires = stackalloc int[targets.Length + controls.Length];
        targets.CopyTo(wires);
        controls.CopyTo(wires[targets.Length..]);
        Factor<T> factor = Join(wires);
        for (int i = 0; i < wires.Length; i++)
            wires[i] = factor.PositionOf(wires[i]);
        if (factor.Width >= DenseKernels<T>.SmallestWidth && wires.Length <= DenseKernels<T>.MostTargets)
            DenseKernels<T>.Apply(factor.Buffer, factor.Width, BoundGate.Uncontrolled(matrix, targets.Length, controls.Length, pattern), wires, _pool.Threads, _pool.Cancellation);
        else if (ScalarKernels<T>.Groups(factor.Re.Length, wires.Length) is var groups && groups <= RangeLoop.Piece)
            ScalarKernels<T>.Apply(factor.Re, factor.Im, matrix, wires[..targets.Length], wires[targets.Length..], pattern);
        else
            Run(new MatrixRange<T>(factor.Buffer, matrix.ToArray(), wires[..targets.Length].ToArray(), wires[targets.Length..].ToArray(), pattern), groups);
    }

    /// <summary>Works on the amplitudes of a factor.</summary>
    /// <typeparam name="TWork">The work.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="length">Number of indices.</param>
    public void Run<TWork>(TWork work, int length)
        where TWork : struct, IRangeWork => RangeLoop.Run(work, length, _pool.Threads, _pool.Cancellation);

    /// <summary>Sums over the amplitudes of a factor.</summary>
    /// <typeparam name="TSum">The summands.</typeparam>
    /// <param name="work">The summands.</param>
    /// <param name="length">Number of indices.</param>
    /// <param name="sums">Added to.</param>
    public void Sum<TSum>(TSum work, int length, Span<double> sums)
        where TSum : struct, IRangeSum => RangeLoop.Sum(work, length, sums, _pool.Threads, _pool.Cancellation);

    /// <summary>The reduced density matrix of wires of one factor.</summary>
    /// <param name="wires">The wires, the first least significant.</param>
    /// <returns>A row-major matrix of dimension 2^wires.</returns>
    public Complex[] Reduce(ReadOnlySpan<int> wires)
    {
        Factor<T> factor = Join(wires);
        int[] positions = new int[wires.Length];
        for (int i = 0; i < positions.Length; i++)
            positions[i] = factor.PositionOf(wires[i]);
        return new ReducedDensity<T>(factor.Buffer, positions).Sum(_pool.Threads, _pool.Cancellation);
    }

    /// <summary>Applies gates that run together, up to a global phase.</summary>
    /// <param name="sweep">The gates.</param>
    public void Apply(SweepInstruction sweep)
    {
        Factor<T> factor = Join(sweep.Qubits);
        int[] positions = new int[1 + sweep.Qubits[^1]];
        foreach (int wire in sweep.Qubits)
            positions[wire] = factor.PositionOf(wire);
        SweepOperation[] operations = [.. sweep.Operations.Select(operation => operation.On(positions))];
        if (factor.Width >= SweepRunner<T>.SmallestWidth)
        {
            SweepRunner<T>.Run(factor.Buffer, factor.Width, operations, _pool.Threads, _pool.Cancellation);
            return;
        }

        foreach (SweepOperation operation in operations)
            ScalarKernels<T>.Apply(factor.Re, factor.Im, operation);
    }

    /// <summary>Brings wires into one factor that this state owns alone.</summary>
    /// <param name="wires">The wires, at least one.</param>
    /// <returns>The factor, which may be written.</returns>
    public Factor<T> Join(ReadOnlySpan<int> wires)
    {
        Factor<T>? joined = null;
        foreach (int wire in wires)
        {
            if (_factors[wire] is not { } factor || factor == joined)
                continue;
            joined = joined is null ? factor : Merge(joined, factor);
        }

        int fresh = 0;
        foreach (int wire in wires)
            fresh += _factors[wire] is null ? 1 : 0;
        if (fresh > 0 || joined is null)
            return Extend(joined, wires, fresh);
        return Own(joined);
    }

    /// <summary>The wires of a factor without some.</summary>
    /// <param name="factor">A factor.</param>
    /// <param name="removed">The wires left out.</param>
    /// <returns>The others, in their order.</returns>
    public static int[] Without(Factor<T> factor, ReadOnlySpan<int> removed)
    {
        int[] wires = new int[factor.Width - removed.Length];
        int next = 0;
        foreach (int wire in factor.Wires)
        {
            if (!removed.Contains(wire))
                wires[next++] = wire;
        }

        return wires;
    }

    /// <summary>Replaces a factor by one over fewer wires.</summary>
    /// <param name="factor">A factor of this state.</param>
    /// <param name="removed">Wires that leave; they are left in |0&gt;.</param>
    /// <param name="smaller">The factor of the others; null where there are none.</param>
    public void Replace(Factor<T> factor, ReadOnlySpan<int> removed, Factor<T>? smaller)
    {
        foreach (int wire in removed)
        {
            _factors[wire] = null;
            _values[wire] = false;
        }

        if (smaller is not null)
            Place(smaller);
        Release(factor);
    }

    private Factor<T> Own(Factor<T> factor)
    {
        if (factor.Owners == 1)
            return factor;
        Factor<T> copy = Builder.Copy(factor);
        factor.Owners--;
        Place(copy);
        return copy;
    }

    private Factor<T> Merge(Factor<T> low, Factor<T> high)
    {
        Factor<T> merged = Builder.Merge(low, high);
        Release(low);
        Release(high);
        Place(merged);
        return merged;
    }

    // Appends wires in basis states at the high end.
    private Factor<T> Extend(Factor<T>? factor, ReadOnlySpan<int> wires, int fresh)
    {
        int width = factor?.Width ?? 0;
        int[] extended = new int[width + fresh];
        factor?.Wires.CopyTo(extended, 0);
        int block = 0;
        int next = width;
        foreach (int wire in wires)
        {
            if (_factors[wire] is not null)
                continue;
            block |= _values[wire] ? 1 << (next - width) : 0;
            extended[next++] = wire;
        }

        Factor<T> larger = Builder.Extend(factor, extended, block);
        if (factor is not null)
            Release(factor);
        Place(larger);
        return larger;
    }

    private void Place(Factor<T> factor)
    {
        MaximumWidth = Math.Max(MaximumWidth, factor.Width);
        foreach (int wire in factor.Wires)
            _factors[wire] = factor;
    }

    private void Release(Factor<T> factor)
    {
        if (--factor.Owners == 0)
            _pool.Return(factor.Buffer, factor.Width);
    }
}
