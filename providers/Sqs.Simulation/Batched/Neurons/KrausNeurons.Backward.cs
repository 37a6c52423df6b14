using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <content>Backward through time: the recorded train is run again with its memories on the tape, then walked from its end.</content>
public sealed partial class KrausNeurons
{
    /// <inheritdoc/>
    private protected override void Backward<TLanes>(TileRun run)
    {
        if (run.Shape == SurrogateShape.HardTanh && _curve.IsSign)
        {
            BackwardPastTheQubit<TLanes>(run);
            return;
        }

        Span<TLanes> memory = stackalloc TLanes[2 * _memory];
        Span<TLanes> adjoint = stackalloc TLanes[2 * _memory];
        Span<TLanes> encoded = stackalloc TLanes[2 * Rows];
        Span<TLanes> evolved = stackalloc TLanes[2 * Rows];
        Span<TLanes> evolvedAdjoint = stackalloc TLanes[2 * Rows];
        Span<TLanes> encodedAdjoint = stackalloc TLanes[2 * Rows];
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref readonly float s = ref MemoryMarshal.GetReference(run.Spikes);
        ref float gradient = ref MemoryMarshal.GetReference(run.Gradient);
        TLanes zero = TLanes.Broadcast(0);
        TLanes half = TLanes.Broadcast(0.5f);
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            Start(run, column, memory);
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                for (int i = 0; i < memory.Length; i++)
                    memory[i].Store(ref run.TapeAt<TLanes>(step, memory.Length), (nuint)(i * TLanes.Count));
                Encode(_curve.Turns(TLanes.Load(in z, at), out _), memory, encoded, out _, out _);
                Evolve(run, column, encoded, evolved);
                Choose(TLanes.GreaterThan(TLanes.Load(in s, at), half), evolved, memory);
                Normalise(memory);
            }

            adjoint.Fill(zero);
            for (int step = run.Steps - 1; step >= 0; step--)
            {
                nuint at = run.At(step, column);
                for (int i = 0; i < memory.Length; i++)
                    memory[i] = TLanes.Load(in run.TapeAt<TLanes>(step, memory.Length), (nuint)(i * TLanes.Count));
                Encode(_curve.Turns(TLanes.Load(in z, at), out TLanes slope), memory, encoded, out TLanes sine, out TLanes cosine);
                Evolve(run, column, encoded, evolved);
                TLanes probability = Norm<TLanes>(evolved[memory.Length..]);
                TLanes outward = TLanes.Load(in gradient, at) * SurrogateSlope.OfProbability(run.Shape, probability);
                AdjointOfEvolved(TLanes.GreaterThan(TLanes.Load(in s, at), half), outward + outward, evolved, adjoint, evolvedAdjoint);
                AdjointOfEncoded(run, column, evolvedAdjoint, encoded, encodedAdjoint);

                TLanes byCosine = zero;
                TLanes bySine = zero;
                for (int i = 0; i < memory.Length; i++)
                {
                    byCosine = TLanes.MultiplyAdd(encodedAdjoint[i], memory[i], byCosine);
                    bySine = TLanes.MultiplyAdd(encodedAdjoint[memory.Length + i], memory[i], bySine);
                    adjoint[i] = run.Carry(TLanes.MultiplyAdd(sine, encodedAdjoint[memory.Length + i], cosine * encodedAdjoint[i]));
                }

                TLanes byHalfAngle = TLanes.MultiplySubtract(sine, byCosine, cosine * bySine);
                (slope * TLanes.Broadcast(0.5f * MathF.PI) * byHalfAngle).Store(ref gradient, at);
            }
        }
    }

    // Natural quantization is trained as if the record were hard-tanh(z): a spike, half of the record plus one, has the slope 1/2 inside.
    private void BackwardPastTheQubit<TLanes>(TileRun run)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref float gradient = ref MemoryMarshal.GetReference(run.Gradient);
        TLanes half = TLanes.Broadcast(0.5f);
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                TLanes slope = SurrogateSlope.OfDistance(SurrogateShape.StraightThrough, TLanes.Load(in z, at));
                (TLanes.Load(in gradient, at) * slope * half).Store(ref gradient, at);
            }
        }
    }

    // The part of an evolved vector that belongs to the recorded outcome.
    private static void Choose<TLanes>(TLanes fired, ReadOnlySpan<TLanes> evolved, Span<TLanes> chosen)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        for (int i = 0; i < chosen.Length; i++)
            chosen[i] = TLanes.Select(fired, evolved[chosen.Length + i], evolved[i]);
    }

    // In: the adjoint of the next memory, the normalised part of the recorded outcome; and twice the gradient by the probability, the squared norm of the part for a spike.
    private static void AdjointOfEvolved<TLanes>(TLanes fired, TLanes twice, ReadOnlySpan<TLanes> evolved, Span<TLanes> adjoint, Span<TLanes> evolvedAdjoint)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        Span<TLanes> next = stackalloc TLanes[adjoint.Length];
        Choose(fired, evolved, next);
        TLanes scale = Normalise(next);
        TLanes overlap = TLanes.Broadcast(0);
        for (int i = 0; i < next.Length; i++)
            overlap = TLanes.MultiplyAdd(adjoint[i], next[i], overlap);
        for (int i = 0; i < next.Length; i++)
        {
            TLanes own = scale * TLanes.MultiplySubtract(overlap, next[i], adjoint[i]);
            evolvedAdjoint[i] = TLanes.Select(fired, TLanes.Broadcast(0), own);
            evolvedAdjoint[next.Length + i] = TLanes.MultiplyAdd(twice, evolved[next.Length + i], TLanes.And(fired, own));
        }
    }

    // Also adds the gradient by the entries of V.
    private void AdjointOfEncoded<TLanes>(TileRun run, int column, ReadOnlySpan<TLanes> evolvedAdjoint, ReadOnlySpan<TLanes> encoded, Span<TLanes> encodedAdjoint)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        encodedAdjoint.Fill(TLanes.Broadcast(0));
        for (int row = 0; row < Rows; row++)
        {
            TLanes real = evolvedAdjoint[2 * row];
            TLanes imaginary = evolvedAdjoint[(2 * row) + 1];
            for (int k = 0; k < Rows; k++)
            {
                int entry = 2 * ((row * Rows) + k);
                TLanes re = run.Constant<TLanes>(entry, column);
                TLanes im = run.Constant<TLanes>(entry + 1, column);
                encodedAdjoint[2 * k] = TLanes.MultiplyAdd(im, imaginary, TLanes.MultiplyAdd(re, real, encodedAdjoint[2 * k]));
                encodedAdjoint[(2 * k) + 1] = TLanes.MultiplySubtract(im, real, TLanes.MultiplyAdd(re, imaginary, encodedAdjoint[(2 * k) + 1]));
                if (ParameterCount == 0)
                    continue;
                run.AddParameter(entry, column, TLanes.MultiplyAdd(imaginary, encoded[(2 * k) + 1], real * encoded[2 * k]));
                run.AddParameter(entry + 1, column, TLanes.MultiplySubtract(real, encoded[(2 * k) + 1], imaginary * encoded[2 * k]));
            }
        }
    }
}
