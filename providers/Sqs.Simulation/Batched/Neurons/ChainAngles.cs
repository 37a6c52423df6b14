using System.Runtime.CompilerServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>Sines and cosines of the half angles of neighbouring <see cref="ChainNeurons"/>, and the pieces of a step that both directions share.</summary>
/// <typeparam name="TLanes">The width.</typeparam>
internal readonly struct ChainAngles<TLanes>
    where TLanes : unmanaged, IFloatLanes<TLanes>
{
    private readonly TLanes _inputSine;
    private readonly TLanes _inputCosine;
    private readonly TLanes _entSine;
    private readonly TLanes _entCosine;

    private ChainAngles(TLanes inputSine, TLanes inputCosine, TLanes entSine, TLanes entCosine, TLanes memorySine, TLanes memoryCosine)
    {
        _inputSine = inputSine;
        _inputCosine = inputCosine;
        _entSine = entSine;
        _entCosine = entCosine;
        MemorySine = memorySine;
        MemoryCosine = memoryCosine;
    }

    /// <summary>sin(mem/2).</summary>
    public TLanes MemorySine { get; }

    /// <summary>cos(mem/2).</summary>
    public TLanes MemoryCosine { get; }

    /// <summary>Reads the constants of neighbouring neurons.</summary>
    /// <param name="run">The run.</param>
    /// <param name="column">The first neuron in the tile.</param>
    /// <returns>The angles.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ChainAngles<TLanes> Load(TileRun run, int column) => new(
        run.Constant<TLanes>(0, column),
        run.Constant<TLanes>(1, column),
        run.Constant<TLanes>(2, column),
        run.Constant<TLanes>(3, column),
        run.Constant<TLanes>(4, column),
        run.Constant<TLanes>(5, column));

    /// <summary>Sine and cosine of <c>phi/2 = (pi max(z, 0) + in)/2</c>.</summary>
    /// <param name="current">The current z.</param>
    /// <param name="sine">Takes the sine.</param>
    /// <param name="cosine">Takes the cosine.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Encode(TLanes current, out TLanes sine, out TLanes cosine)
    {
        TLanes halfTurns = TLanes.Max(current, TLanes.Broadcast(0)) * TLanes.Broadcast(0.5f);
        LaneMath.SinCosPi(halfTurns, out TLanes s, out TLanes c);
        sine = TLanes.MultiplyAdd(s, _inputCosine, c * _inputSine);
        cosine = TLanes.MultiplySubtract(s, _inputSine, c * _inputCosine);
    }

    /// <summary>Sine and cosine of <c>(phi + ent)/2</c>.</summary>
    /// <param name="sine">sin(phi/2).</param>
    /// <param name="cosine">cos(phi/2).</param>
    /// <param name="entSine">Takes the sine.</param>
    /// <param name="entCosine">Takes the cosine.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Entangle(TLanes sine, TLanes cosine, out TLanes entSine, out TLanes entCosine)
    {
        entSine = TLanes.MultiplyAdd(sine, _entCosine, cosine * _entSine);
        entCosine = TLanes.MultiplySubtract(sine, _entSine, cosine * _entCosine);
    }

    /// <summary>Normalises a memory.</summary>
    /// <param name="x">Amplitude of |0>; scaled.</param>
    /// <param name="y">Amplitude of -i|1>; scaled.</param>
    /// <returns>What they were scaled with.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Normalise(ref TLanes x, ref TLanes y)
    {
        TLanes square = TLanes.MultiplyAdd(x, x, y * y);
        TLanes scale = TLanes.Broadcast(1) / TLanes.Sqrt(TLanes.Max(square, TLanes.Broadcast(BatchedNeurons.NormFloor)));
        x *= scale;
        y *= scale;
        return scale;
    }

    /// <summary>Normalises a memory and rotates it by mem.</summary>
    /// <param name="x">Amplitude of |0>.</param>
    /// <param name="y">Amplitude of -i|1>.</param>
    /// <param name="a">Takes the next amplitude of |0>.</param>
    /// <param name="b">Takes the next amplitude of -i|1>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(TLanes x, TLanes y, out TLanes a, out TLanes b)
    {
        Normalise(ref x, ref y);
        a = TLanes.MultiplySubtract(y, MemorySine, x * MemoryCosine);
        b = TLanes.MultiplyAdd(x, MemorySine, y * MemoryCosine);
    }
}
