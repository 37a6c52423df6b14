using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <content>Backward through time: the recorded train is run again, then walked from its end.</content>
public sealed partial class ChainNeurons
{
    /// <inheritdoc/>
    private protected override void Backward<TLanes>(TileRun run)
    {
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            ChainAngles<TLanes> angles = ChainAngles<TLanes>.Load(run, column);
            Record(run, angles, column);
            Walk(run, angles, column);
        }
    }

    // Leaves the memory before each step and the sine and cosine of its half angle on the tape.
    private static void Record<TLanes>(TileRun run, ChainAngles<TLanes> angles, int column)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref readonly float s = ref MemoryMarshal.GetReference(run.Spikes);
        TLanes half = TLanes.Broadcast(0.5f);
        TLanes a = TLanes.Broadcast(1);
        TLanes b = TLanes.Broadcast(0);
        for (int step = 0; step < run.Steps; step++)
        {
            nuint at = run.At(step, column);
            angles.Encode(TLanes.Load(in z, at), out TLanes sine, out TLanes cosine);
            ref float tape = ref run.TapeAt<TLanes>(step, TapePlanes);
            a.Store(ref tape, 0);
            b.Store(ref tape, (nuint)TLanes.Count);
            sine.Store(ref tape, 2 * (nuint)TLanes.Count);
            cosine.Store(ref tape, 3 * (nuint)TLanes.Count);
            angles.Entangle(sine, cosine, out TLanes entSine, out TLanes entCosine);
            TLanes fired = TLanes.GreaterThan(TLanes.Load(in s, at), half);
            angles.Advance(TLanes.Select(fired, sine, cosine) * a, TLanes.Select(fired, entSine, entCosine) * b, out a, out b);
        }
    }

    private static void Walk<TLanes>(TileRun run, ChainAngles<TLanes> angles, int column)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref readonly float s = ref MemoryMarshal.GetReference(run.Spikes);
        ref float gradient = ref MemoryMarshal.GetReference(run.Gradient);
        TLanes zero = TLanes.Broadcast(0);
        TLanes half = TLanes.Broadcast(0.5f);
        TLanes adjointA = zero;
        TLanes adjointB = zero;
        TLanes entSum = zero;
        TLanes memorySum = zero;
        TLanes inputSum = zero;
        for (int step = run.Steps - 1; step >= 0; step--)
        {
            nuint at = run.At(step, column);
            ref float tape = ref run.TapeAt<TLanes>(step, TapePlanes);
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
            TLanes outward = TLanes.Load(in gradient, at) * SurrogateSlope.OfProbability(run.Shape, probability);
            outward += outward;

            // By the half angles of both amplitudes, then by phi/2 and ent/2.
            TLanes halfX = TLanes.MultiplyAdd(outward * spikeX, cosine * a, adjointX * slope * a);
            TLanes halfY = TLanes.MultiplyAdd(outward * spikeY, entCosine * b, adjointY * slopeEnt * b);
            TLanes halfPhi = halfX + halfY;
            entSum += halfY;
            inputSum += halfPhi;
            TLanes isActive = TLanes.GreaterThan(TLanes.Load(in z, at), zero);
            TLanes.And(isActive, TLanes.Broadcast(0.5f * MathF.PI) * halfPhi).Store(ref gradient, at);
            adjointA = run.Carry(TLanes.MultiplyAdd(outward * spikeX, sine, adjointX * k));
            adjointB = run.Carry(TLanes.MultiplyAdd(outward * spikeY, entSine, adjointY * kEnt));
        }

        run.AddParameter(0, column, half * entSum);
        run.AddParameter(1, column, half * memorySum);
        run.AddParameter(2, column, half * inputSum);
    }
}
