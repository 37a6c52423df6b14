using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// Probabilistic neurons of generalized linear models: <c>r_t = decay r_(t-1) + s_t</c> is the trace of a neuron's own spikes,
/// <c>u_t = z_t + bias + feedback r_(t-1)</c>, and it spikes with probability <c>1 / (1 + exp(-u_t))</c>.
/// </summary>
public sealed class LogisticNeurons : BatchedNeurons
{
    /// <summary>Parameters a neuron: feedback, decay, bias.</summary>
    public const int Parameters = 3;

    private const int Planes = 3;
    private const int TapePlanes = 2;

    /// <summary>Creates neurons with vectors of the widest kind.</summary>
    /// <param name="size">Number of neurons.</param>
    public LogisticNeurons(int size)
        : this(size, LaneDispatch.Widest)
    {
    }

    /// <summary>Creates neurons with vectors of a given width.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="lanes">The width.</param>
    internal LogisticNeurons(int size, LaneWidth lanes)
        : base(size, Parameters, Planes, TapePlanes, lanes)
    {
    }

    /// <inheritdoc/>
    private protected override void Forward<TLanes>(TileRun run)
    {
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref readonly float u = ref MemoryMarshal.GetReference(run.Uniforms);
        ref float spikes = ref MemoryMarshal.GetReference(run.Spikes);
        TLanes zero = TLanes.Broadcast(0);
        TLanes one = TLanes.Broadcast(1);
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            TLanes feedback = run.Constant<TLanes>(0, column);
            TLanes decay = run.Constant<TLanes>(1, column);
            TLanes bias = run.Constant<TLanes>(2, column);
            TLanes trace = zero;
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                TLanes probability = LaneMath.Logistic(TLanes.MultiplyAdd(feedback, trace, TLanes.Load(in z, at) + bias));
                TLanes spike = TLanes.And(TLanes.GreaterThan(probability, TLanes.Load(in u, at)), one);
                spike.Store(ref spikes, at);
                trace = TLanes.MultiplyAdd(decay, trace, spike);
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
            TLanes feedback = run.Constant<TLanes>(0, column);
            TLanes decay = run.Constant<TLanes>(1, column);
            TLanes bias = run.Constant<TLanes>(2, column);
            TLanes trace = zero;
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                ref float tape = ref run.TapeAt<TLanes>(step, TapePlanes);
                trace.Store(ref tape, 0);
                LaneMath.Logistic(TLanes.MultiplyAdd(feedback, trace, TLanes.Load(in z, at) + bias)).Store(ref tape, (nuint)TLanes.Count);
                trace = TLanes.MultiplyAdd(decay, trace, TLanes.Load(in s, at));
            }

            // The adjoint is that of the trace behind the step.
            TLanes adjoint = zero;
            TLanes feedbackSum = zero;
            TLanes decaySum = zero;
            TLanes biasSum = zero;
            for (int step = run.Steps - 1; step >= 0; step--)
            {
                nuint at = run.At(step, column);
                ref float tape = ref run.TapeAt<TLanes>(step, TapePlanes);
                trace = TLanes.Load(in tape, 0);
                TLanes probability = TLanes.Load(in tape, (nuint)TLanes.Count);
                TLanes inward = TLanes.Load(in gradient, at) * SurrogateSlope.OfProbability(run.Shape, probability);
                inward *= TLanes.MultiplySubtract(probability, probability, probability);
                inward.Store(ref gradient, at);
                biasSum += inward;
                feedbackSum = TLanes.MultiplyAdd(inward, trace, feedbackSum);
                decaySum = TLanes.MultiplyAdd(adjoint, trace, decaySum);
                adjoint = run.Carry(TLanes.MultiplyAdd(decay, adjoint, inward * feedback));
            }

            run.AddParameter(0, column, feedbackSum);
            run.AddParameter(1, column, decaySum);
            run.AddParameter(2, column, biasSum);
        }
    }
}
