using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// Leaky integrate-and-fire neurons: <c>u_t = beta u_(t-1) + z_t + bias - thr s_(t-1)</c>, and a spike when <c>u_t > thr</c>. The surrogate is that of
/// the distance <c>u_t - thr</c>.
/// </summary>
public sealed class LeakyNeurons : BatchedNeurons
{
    /// <summary>Parameters a neuron: beta, thr, bias.</summary>
    public const int Parameters = 3;

    private const int Planes = 3;
    private const int TapePlanes = 1;

    /// <summary>Creates neurons with vectors of the widest kind.</summary>
    /// <param name="size">Number of neurons.</param>
    public LeakyNeurons(int size)
        : this(size, LaneDispatch.Widest)
    {
    }

    /// <summary>Creates neurons with vectors of a given width.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="lanes">The width.</param>
    internal LeakyNeurons(int size, LaneWidth lanes)
        : base(size, Parameters, Planes, TapePlanes, lanes)
    {
    }

    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    private protected override void Forward<TLanes>(TileRun run)
    {
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref float spikes = ref MemoryMarshal.GetReference(run.Spikes);
        TLanes zero = TLanes.Broadcast(0);
        TLanes one = TLanes.Broadcast(1);
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            TLanes beta = run.Constant<TLanes>(0, column);
            TLanes threshold = run.Constant<TLanes>(1, column);
            TLanes bias = run.Constant<TLanes>(2, column);
            TLanes potential = zero;
            TLanes spike = zero;
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                potential = TLanes.MultiplyAdd(beta, potential, TLanes.Load(in z, at) + bias);
                potential = TLanes.MultiplySubtract(threshold, spike, potential);
                spike = TLanes.And(TLanes.GreaterThan(potential, threshold), one);
                spike.Store(ref spikes, at);
            }
        }
    }

    /// <inheritdoc/>
    private protected override void Backward<TLanes>(TileRun run)
    {
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref readonly float s = ref MemoryMarshal.GetReference(run.Spikes);
        ref float gradient = ref MemoryMarshal.GetReference(run.Gradient);
        TLanes zero = TLanes.Broadcast(0);
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            TLanes beta = run.Constant<TLanes>(0, column);
            TLanes threshold = run.Constant<TLanes>(1, column);
            TLanes bias = run.Constant<TLanes>(2, column);
            TLanes potential = zero;
            TLanes last = zero;
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                potential = TLanes.MultiplyAdd(beta, potential, TLanes.Load(in z, at) + bias);
                potential = TLanes.MultiplySubtract(threshold, last, potential);
                potential.Store(ref run.TapeAt<TLanes>(step, TapePlanes), 0);
                last = TLanes.Load(in s, at);
            }

            TLanes adjoint = zero;
            TLanes betaSum = zero;
            TLanes thresholdSum = zero;
            TLanes biasSum = zero;
            for (int step = run.Steps - 1; step >= 0; step--)
            {
                nuint at = run.At(step, column);
                TLanes distance = TLanes.Load(in run.TapeAt<TLanes>(step, TapePlanes), 0) - threshold;
                TLanes outward = TLanes.Load(in gradient, at) * SurrogateSlope.OfDistance(run.Shape, distance);
                adjoint = TLanes.MultiplyAdd(beta, run.Carry(adjoint), outward);
                adjoint.Store(ref gradient, at);
                thresholdSum -= outward;
                biasSum += adjoint;
                if (step == 0)
                    break;
                betaSum = TLanes.MultiplyAdd(adjoint, TLanes.Load(in run.TapeAt<TLanes>(step - 1, TapePlanes), 0), betaSum);
                thresholdSum = TLanes.MultiplySubtract(adjoint, TLanes.Load(in s, run.At(step - 1, column)), thresholdSum);
            }

            run.AddParameter(0, column, betaSum);
            run.AddParameter(1, column, thresholdSum);
            run.AddParameter(2, column, biasSum);
        }
    }
}
