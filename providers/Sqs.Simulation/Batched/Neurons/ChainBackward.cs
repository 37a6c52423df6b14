using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>Takes gradients of a tile of <see cref="ChainNeurons"/> back through time: the recorded train is run again, then walked from its end.</summary>
internal readonly ref struct ChainBackward(
    ReadOnlySpan<float> constants,
    TileLayout tiles,
    SurrogateShape shape,
    ReadOnlySpan<float> currents,
    ReadOnlySpan<float> spikes,
    Span<float> gradient,
    Span<float> parameterGradient,
    Span<float> tape) : ILaneKernel
{
    private readonly ReadOnlySpan<float> _constants = constants;
    private readonly ReadOnlySpan<float> _currents = currents;
    private readonly ReadOnlySpan<float> _spikes = spikes;
    private readonly Span<float> _gradient = gradient;
    private readonly Span<float> _parameterGradient = parameterGradient;
    private readonly Span<float> _tape = tape;

    /// <inheritdoc/>
    public void Run<TLanes>()
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int steps = _currents.Length / tiles.Width;
        for (int column = 0; column < tiles.Width; column += TLanes.Count)
        {
            ChainAngles<TLanes> angles = ChainAngles<TLanes>.Load(_constants, tiles, column);
            Record(angles, steps, column);
            Walk(angles, steps, column);
        }
    }

    // Leaves the memory before each step and the sine and cosine of its half angle on the tape.
    private void Record<TLanes>(ChainAngles<TLanes> angles, int steps, int column)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref readonly float z = ref MemoryMarshal.GetReference(_currents);
        ref readonly float s = ref MemoryMarshal.GetReference(_spikes);
        TLanes half = TLanes.Broadcast(0.5f);
        TLanes a = TLanes.Broadcast(1);
        TLanes b = TLanes.Broadcast(0);
        for (int step = 0; step < steps; step++)
        {
            nuint at = (nuint)((step * tiles.Width) + column);
            angles.Encode(TLanes.Load(in z, at), out TLanes sine, out TLanes cosine);
            ref float tape = ref Tape<TLanes>(step);
            a.Store(ref tape, 0);
            b.Store(ref tape, (nuint)TLanes.Count);
            sine.Store(ref tape, 2 * (nuint)TLanes.Count);
            cosine.Store(ref tape, 3 * (nuint)TLanes.Count);
            angles.Entangle(sine, cosine, out TLanes entSine, out TLanes entCosine);
            TLanes fired = TLanes.GreaterThan(TLanes.Load(in s, at), half);
            angles.Advance(TLanes.Select(fired, sine, cosine) * a, TLanes.Select(fired, entSine, entCosine) * b, out a, out b);
        }
    }

    private void Walk<TLanes>(ChainAngles<TLanes> angles, int steps, int column)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref readonly float z = ref MemoryMarshal.GetReference(_currents);
        ref readonly float s = ref MemoryMarshal.GetReference(_spikes);
        ref float gradient = ref MemoryMarshal.GetReference(_gradient);
        TLanes zero = TLanes.Broadcast(0);
        TLanes half = TLanes.Broadcast(0.5f);
        TLanes adjointA = zero;
        TLanes adjointB = zero;
        TLanes entSum = zero;
        TLanes memorySum = zero;
        TLanes inputSum = zero;
        for (int step = steps - 1; step >= 0; step--)
        {
            nuint at = (nuint)((step * tiles.Width) + column);
            ref float tape = ref Tape<TLanes>(step);
            TLanes a = TLanes.Load(in tape, 0);
            TLanes b = TLanes.Load(in tape, (nuint)TLanes.Count);
            TLanes sine = TLanes.Load(in tape, 2 * (nuint)TLanes.Count);
            TLanes cosine = TLanes.Load(in tape, 3 * (nuint)TLanes.Count);
            angles.Entangle(sine, cosine, out TLanes entSine, out TLanes entCosine);
            TLanes fired = TLanes.GreaterThan(TLanes.Load(in s, at), half);

            // k_s and its derivative by the half angle.
            TLanes k = TLanes.Select(fired, sine, cosine);
            TLanes kEnt = TLanes.Select(fired, entSine, entCosine);
            TLanes slope = TLanes.Select(fired, cosine, zero - sine);
            TLanes slopeEnt = TLanes.Select(fired, entCosine, zero - entSine);
            TLanes x = k * a;
            TLanes y = kEnt * b;
            TLanes scale = ChainAngles<TLanes>.Normalise(ref x, ref y);

            // Through the rotation by mem, whose half angle has the slope (-b', a').
            TLanes nextA = TLanes.MultiplySubtract(y, angles.MemorySine, x * angles.MemoryCosine);
            TLanes nextB = TLanes.MultiplyAdd(x, angles.MemorySine, y * angles.MemoryCosine);
            memorySum += TLanes.MultiplySubtract(adjointA, nextB, adjointB * nextA);
            TLanes turnedX = TLanes.MultiplyAdd(adjointB, angles.MemorySine, adjointA * angles.MemoryCosine);
            TLanes turnedY = TLanes.MultiplySubtract(adjointA, angles.MemorySine, adjointB * angles.MemoryCosine);

            // Through the normalisation.
            TLanes overlap = TLanes.MultiplyAdd(turnedX, x, turnedY * y);
            TLanes adjointX = scale * TLanes.MultiplySubtract(overlap, x, turnedX);
            TLanes adjointY = scale * TLanes.MultiplySubtract(overlap, y, turnedY);

            // Of the spike: p = (sine a)^2 + (entSine b)^2.
            TLanes spikeX = sine * a;
            TLanes spikeY = entSine * b;
            TLanes probability = TLanes.MultiplyAdd(spikeX, spikeX, spikeY * spikeY);
            TLanes outward = TLanes.Load(in gradient, at) * SurrogateSlope.OfProbability(shape, probability);
            outward += outward;

            // By the half angles of both amplitudes, then by phi/2 and ent/2.
            TLanes halfX = TLanes.MultiplyAdd(outward * spikeX, cosine * a, adjointX * slope * a);
            TLanes halfY = TLanes.MultiplyAdd(outward * spikeY, entCosine * b, adjointY * slopeEnt * b);
            TLanes halfPhi = halfX + halfY;
            entSum += halfY;
            inputSum += halfPhi;
            TLanes isActive = TLanes.GreaterThan(TLanes.Load(in z, at), zero);
            TLanes.And(isActive, TLanes.Broadcast(0.5f * MathF.PI) * halfPhi).Store(ref gradient, at);
            adjointA = TLanes.MultiplyAdd(outward * spikeX, sine, adjointX * k);
            adjointB = TLanes.MultiplyAdd(outward * spikeY, entSine, adjointY * kEnt);
        }

        AddParameter(0, column, half * entSum);
        AddParameter(1, column, half * memorySum);
        AddParameter(2, column, half * inputSum);
    }

    private void AddParameter<TLanes>(int parameter, int column, TLanes value)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref float sums = ref MemoryMarshal.GetReference(_parameterGradient);
        nuint at = (nuint)((parameter * tiles.Width) + column);
        (TLanes.Load(in sums, at) + value).Store(ref sums, at);
    }

    private ref float Tape<TLanes>(int step)
        where TLanes : unmanaged, IFloatLanes<TLanes> => ref Unsafe.Add(ref MemoryMarshal.GetReference(_tape), step * 4 * TLanes.Count);
}
