using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;
using Sqs.Simulation.Kraus;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// Neurons of one measured qubit and any number of memory qubits by Kraus operators: with phi the encoding angle and <c>y = (cos(phi / 2) m, sin(phi / 2) m)</c> the
/// unnormalised memory for outcome s is <c>V_s y</c> and its squared norm the probability. V is contracted when parameters are bound. Backward, gradients by the
/// entries of V are summed over a batch and turned into those by parameters once. Memory and time go with 4^M a neuron.
/// </summary>
public sealed partial class KrausNeurons : BatchedNeurons
{
    private readonly KrausStep _step;
    private readonly int _memory;
    private readonly EncodingCurve _curve;
    private readonly double[] _slopes;
    private bool _isBound;

    /// <summary>Creates neurons with vectors of the widest kind.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="step">One step of a neuron, with one measured qubit and one encoding.</param>
    /// <param name="curve">The encoding angle as a function of the current; <see cref="EncodingKind.Rectified"/> by default.</param>
    public KrausNeurons(int size, KrausStep step, EncodingCurve curve = default)
        : this(size, step, curve, LaneDispatch.Widest)
    {
    }

    /// <summary>Creates neurons with vectors of a given width.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="step">One step of a neuron.</param>
    /// <param name="curve">The encoding angle as a function of the current.</param>
    /// <param name="lanes">The width.</param>
    internal KrausNeurons(int size, KrausStep step, EncodingCurve curve, LaneWidth lanes)
        : base(size, Checked(step).ParameterInputs.Length, EntriesOf(step), 2 << step.MemoryQubits, lanes)
    {
        _step = step;
        _curve = curve;
        _memory = 1 << step.MemoryQubits;
        _slopes = new double[size * ParameterCount * Entries];
    }

    /// <inheritdoc/>
    public override int GradientRows => ParameterCount == 0 ? 0 : Entries;

    /// <inheritdoc/>
    public override int StateLength => 2 * _memory;

    // Rows and columns of V, and its real and imaginary parts.
    private int Rows => 2 * _memory;

    private int Entries => EntriesOf(_step);

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters)
    {
        double[] entries = new double[Entries];
        if (ParameterCount == 0)
        {
            BindAll(entries);
            return;
        }

        for (int neuron = 0; neuron < Tiles.Size; neuron++)
        {
            ReadOnlySpan<double> own = parameters.Slice(neuron * ParameterCount, ParameterCount);
            Arrange(_step.Contract(own), entries);
            for (int i = 0; i < entries.Length; i++)
                Constants[(i * Tiles.Padded) + neuron] = (float)entries[i];
            KrausCoefficients[] slopes = _step.ContractDerivatives(own);
            for (int j = 0; j < slopes.Length; j++)
                Arrange(slopes[j], _slopes.AsSpan(((neuron * ParameterCount) + j) * entries.Length, entries.Length));
        }
    }

    // Without parameters all neurons are the same, today and tomorrow.
    private void BindAll(double[] entries)
    {
        if (_isBound)
            return;
        Arrange(_step.Contract([]), entries);
        for (int i = 0; i < entries.Length; i++)
            Constants.AsSpan(i * Tiles.Padded, Tiles.Size).Fill((float)entries[i]);
        _isBound = true;
    }

    /// <inheritdoc/>
    public override void Collect(int neuron, ReadOnlySpan<double> rows, Span<double> gradient)
    {
        for (int j = 0; j < ParameterCount; j++)
        {
            ReadOnlySpan<double> slope = _slopes.AsSpan(((neuron * ParameterCount) + j) * rows.Length, rows.Length);
            double sum = 0;
            for (int i = 0; i < rows.Length; i++)
                sum += rows[i] * slope[i];
            gradient[j] = sum;
        }
    }

    /// <inheritdoc/>
    private protected override void Forward<TLanes>(TileRun run)
    {
        Span<TLanes> memory = stackalloc TLanes[2 * _memory];
        Span<TLanes> encoded = stackalloc TLanes[2 * Rows];
        Span<TLanes> evolved = stackalloc TLanes[2 * Rows];
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref readonly float u = ref MemoryMarshal.GetReference(run.Uniforms);
        ref float spikes = ref MemoryMarshal.GetReference(run.Spikes);
        TLanes zero = TLanes.Broadcast(0);
        TLanes one = TLanes.Broadcast(1);
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            Start(run, column, memory);
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                Encode(_curve.Turns(TLanes.Load(in z, at), out _), memory, encoded, out _, out _);
                Evolve(run, column, encoded, evolved);

                // Silence is the first outcome: it takes the lower end of the unit interval.
                TLanes silent = TLanes.GreaterThan(Norm<TLanes>(evolved[..memory.Length]), TLanes.Load(in u, at));
                TLanes.Select(silent, zero, one).Store(ref spikes, at);
                for (int i = 0; i < memory.Length; i++)
                    memory[i] = TLanes.Select(silent, evolved[i], evolved[memory.Length + i]);
                Normalise(memory);
            }

            run.Leave<TLanes>(column, memory);
        }
    }

    private static KrausStep Checked(KrausStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.IoQubits != 1 || step.EncodingCount != 1)
            throw new ArgumentException($"A step of {step.IoQubits} input-output qubits and {step.EncodingCount} encodings is not one of a neuron with one channel.", nameof(step));
        return step;
    }

    private static int EntriesOf(KrausStep step) => 2 * (2 << step.MemoryQubits) * (2 << step.MemoryQubits);

    // From (pattern, outcome, row, column) to rows (outcome, row) and columns (pattern, column), real and imaginary parts in turn.
    private void Arrange(KrausCoefficients source, Span<double> target)
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Rows; column++)
            {
                Complex entry = source[column / _memory, row / _memory][(row % _memory * _memory) + (column % _memory)];
                target[2 * ((row * Rows) + column)] = entry.Real;
                target[(2 * ((row * Rows) + column)) + 1] = entry.Imaginary;
            }
        }
    }

    private static void Start<TLanes>(TileRun run, int column, Span<TLanes> memory)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        if (run.TakeOver(column, memory))
            return;
        memory.Fill(TLanes.Broadcast(0));
        memory[0] = TLanes.Broadcast(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Encode<TLanes>(TLanes turns, ReadOnlySpan<TLanes> memory, Span<TLanes> encoded, out TLanes sine, out TLanes cosine)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        LaneMath.SinCosPi(turns * TLanes.Broadcast(0.5f), out sine, out cosine);
        for (int i = 0; i < memory.Length; i++)
        {
            encoded[i] = cosine * memory[i];
            encoded[memory.Length + i] = sine * memory[i];
        }
    }

    private void Evolve<TLanes>(TileRun run, int column, ReadOnlySpan<TLanes> encoded, Span<TLanes> evolved)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        for (int row = 0; row < Rows; row++)
        {
            TLanes real = TLanes.Broadcast(0);
            TLanes imaginary = real;
            for (int k = 0; k < Rows; k++)
            {
                int entry = 2 * ((row * Rows) + k);
                TLanes re = run.Constant<TLanes>(entry, column);
                TLanes im = run.Constant<TLanes>(entry + 1, column);
                real = TLanes.MultiplySubtract(im, encoded[(2 * k) + 1], TLanes.MultiplyAdd(re, encoded[2 * k], real));
                imaginary = TLanes.MultiplyAdd(im, encoded[2 * k], TLanes.MultiplyAdd(re, encoded[(2 * k) + 1], imaginary));
            }

            evolved[2 * row] = real;
            evolved[(2 * row) + 1] = imaginary;
        }
    }

    private static TLanes Norm<TLanes>(ReadOnlySpan<TLanes> vector)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes sum = TLanes.Broadcast(0);
        foreach (TLanes x in vector)
            sum = TLanes.MultiplyAdd(x, x, sum);
        return sum;
    }

    private static TLanes Normalise<TLanes>(Span<TLanes> vector)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes scale = TLanes.Broadcast(1) / TLanes.Sqrt(TLanes.Max(Norm<TLanes>(vector), TLanes.Broadcast(NormFloor)));
        for (int i = 0; i < vector.Length; i++)
            vector[i] *= scale;
        return scale;
    }
}
