using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>What a kernel of a neuron family reads and writes: one train of one tile. Lengths have been checked, so kernels go by reference.</summary>
internal readonly ref struct TileRun
{
    /// <summary>How neurons lie in memory.</summary>
    public required TileLayout Tiles { get; init; }

    /// <summary>Number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>The surrogate of a backward run.</summary>
    public SurrogateShape Shape { get; init; }

    /// <summary>The constants of the tile; constant c starts at <c>c * Padded</c>.</summary>
    public required ReadOnlySpan<float> Constants { get; init; }

    /// <summary>The currents.</summary>
    public required ReadOnlySpan<float> Currents { get; init; }

    /// <summary>Uniform numbers of a forward run.</summary>
    public ReadOnlySpan<float> Uniforms { get; init; }

    /// <summary>The spikes: written forward, read backward.</summary>
    public required Span<float> Spikes { get; init; }

    /// <summary>The gradient of a backward run.</summary>
    public Span<float> Gradient { get; init; }

    /// <summary>The gradient by parameters of a backward run.</summary>
    public Span<float> ParameterGradient { get; init; }

    /// <summary>Scratch memory of a backward run.</summary>
    public Span<float> Tape { get; init; }

    /// <summary>Whether a backward run leaves out what a step does to later ones.</summary>
    public bool IsLocal { get; init; }

    /// <summary>What a step hands to the one before it in a backward run.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="adjoint">The adjoint of the state between them.</param>
    /// <returns>The adjoint, or 0 where steps learn on their own.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Carry<TLanes>(TLanes adjoint)
        where TLanes : unmanaged, IFloatLanes<TLanes> => IsLocal ? TLanes.Broadcast(0) : adjoint;

    /// <summary>The state that neurons start from, plane after plane; empty for the state before the first step.</summary>
    public ReadOnlySpan<float> Before { get; init; }

    /// <summary>Takes the state that neurons end in, plane after plane; empty where nobody asks.</summary>
    public Span<float> After { get; init; }

    /// <summary>Takes the state of neighbouring neurons over from whoever had their qubits before.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="column">The first neuron in the tile.</param>
    /// <param name="state">Takes it.</param>
    /// <returns>Whether there was one.</returns>
    public bool TakeOver<TLanes>(int column, Span<TLanes> state)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        for (int i = 0; i < state.Length && !Before.IsEmpty; i++)
            state[i] = TLanes.Load(in MemoryMarshal.GetReference(Before), (nuint)((i * Tiles.Width) + column));
        return !Before.IsEmpty;
    }

    /// <summary>Leaves the state of neighbouring neurons to whoever goes on with their qubits.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="column">The first neuron in the tile.</param>
    /// <param name="state">The state.</param>
    public void Leave<TLanes>(int column, ReadOnlySpan<TLanes> state)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        for (int i = 0; i < state.Length && !After.IsEmpty; i++)
            state[i].Store(ref MemoryMarshal.GetReference(After), (nuint)((i * Tiles.Width) + column));
    }

    /// <summary>Where a step of neighbouring neurons lies.</summary>
    /// <param name="step">Time step.</param>
    /// <param name="column">The first neuron in the tile.</param>
    /// <returns>Its index.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nuint At(int step, int column) => (nuint)((step * Tiles.Width) + column);

    /// <summary>A constant of neighbouring neurons.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="index">Which constant.</param>
    /// <param name="column">The first neuron in the tile.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Constant<TLanes>(int index, int column)
        where TLanes : unmanaged, IFloatLanes<TLanes> =>
        TLanes.Load(in MemoryMarshal.GetReference(Constants), (nuint)((index * Tiles.Padded) + column));

    /// <summary>Scratch memory of neighbouring neurons for one step.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="step">Time step.</param>
    /// <param name="planes">Vectors a step.</param>
    /// <returns>The first number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float TapeAt<TLanes>(int step, int planes)
        where TLanes : unmanaged, IFloatLanes<TLanes> => ref Unsafe.Add(ref MemoryMarshal.GetReference(Tape), step * planes * TLanes.Count);

    /// <summary>Adds to the gradient by a parameter.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="parameter">Which parameter.</param>
    /// <param name="column">The first neuron in the tile.</param>
    /// <param name="value">What is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddParameter<TLanes>(int parameter, int column, TLanes value)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref float target = ref Unsafe.Add(ref MemoryMarshal.GetReference(ParameterGradient), (parameter * Tiles.Width) + column);
        (TLanes.Load(in target, 0) + value).Store(ref target, 0);
    }
}
