using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// The classical control of SQS neurons: they remember their last spike and nothing else,
/// <c>p_t = sin^2((pi max(z, 0) + mem + in + s_(t-1) ent) / 2)</c>.
/// </summary>
public sealed class LastSpikeNeurons : BatchedNeurons
{
    /// <summary>Parameters a neuron: ent, mem, in, radians.</summary>
    public const int Parameters = 3;

    private const int Planes = 2;
    private const int TapePlanes = 0;

    /// <summary>Creates neurons with vectors of the widest kind.</summary>
    /// <param name="size">Number of neurons.</param>
    public LastSpikeNeurons(int size)
        : this(size, LaneDispatch.Widest)
    {
    }

    /// <summary>Creates neurons with vectors of a given width.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="lanes">The width.</param>
    internal LastSpikeNeurons(int size, LaneWidth lanes)
        : base(size, Parameters, Planes, TapePlanes, lanes)
    {
    }

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters)
    {
        for (int neuron = 0; neuron < Tiles.Size; neuron++)
        {
            Constants[neuron] = (float)(parameters[3 * neuron] / Math.PI);
            Constants[neuron + Tiles.Padded] = (float)((parameters[(3 * neuron) + 1] + parameters[(3 * neuron) + 2]) / Math.PI);
        }
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
            TLanes coupling = run.Constant<TLanes>(0, column);
            TLanes offset = run.Constant<TLanes>(1, column);
            TLanes spike = zero;
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                TLanes turns = TLanes.MultiplyAdd(spike, coupling, TLanes.Max(TLanes.Load(in z, at), zero) + offset);
                LaneMath.SinCosPi(turns * TLanes.Broadcast(0.5f), out TLanes sine, out _);
                spike = TLanes.And(TLanes.GreaterThan(sine * sine, TLanes.Load(in u, at)), one);
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
            TLanes coupling = run.Constant<TLanes>(0, column);
            TLanes offset = run.Constant<TLanes>(1, column);
            TLanes couplingSum = zero;
            TLanes offsetSum = zero;
            TLanes last = zero;
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                TLanes current = TLanes.Load(in z, at);
                TLanes turns = TLanes.MultiplyAdd(last, coupling, TLanes.Max(current, zero) + offset);
                LaneMath.SinCosPi(turns * TLanes.Broadcast(0.5f), out TLanes sine, out TLanes cosine);

                // dp = sin(phi/2) cos(phi/2) dphi.
                TLanes byAngle = TLanes.Load(in gradient, at) * SurrogateSlope.OfProbability(run.Shape, sine * sine) * sine * cosine;
                offsetSum += byAngle;
                couplingSum = TLanes.MultiplyAdd(byAngle, last, couplingSum);
                TLanes.And(TLanes.GreaterThan(current, zero), TLanes.Broadcast(MathF.PI) * byAngle).Store(ref gradient, at);
                last = TLanes.Load(in s, at);
            }

            run.AddParameter(0, column, couplingSum);
            run.AddParameter(1, column, offsetSum);
            run.AddParameter(2, column, offsetSum);
        }
    }
}
