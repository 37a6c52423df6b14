using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// SQS neurons (arXiv 2506.21324) of one input-output and one memory qubit with the <c>chain</c> ansatz. In the basis (|0>, -i|1>) of the memory everything is
/// real: with <c>phi = pi max(z, 0) + in</c>, <c>k_1 = (sin(phi/2), sin((phi + ent)/2))</c> and k_0 the same with cosines, a spike has the probability
/// <c>p = |k_1 o m|^2</c> and leaves <c>m' = R(mem/2) (k_s o m) / |k_s o m|</c>.
/// </summary>
public sealed partial class ChainNeurons : BatchedNeurons
{
    /// <summary>Parameters a neuron: ent, mem, in, radians.</summary>
    public const int Parameters = 3;

    private const int Planes = 6;
    private const int TapePlanes = 4;

    /// <summary>Creates neurons with vectors of the widest kind.</summary>
    /// <param name="size">Number of neurons.</param>
    public ChainNeurons(int size)
        : this(size, LaneDispatch.Widest)
    {
    }

    /// <summary>Creates neurons with vectors of a given width.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="lanes">The width.</param>
    internal ChainNeurons(int size, LaneWidth lanes)
        : base(size, Parameters, Planes, TapePlanes, lanes)
    {
    }

    /// <inheritdoc/>
    public override void Bind(ReadOnlySpan<double> parameters)
    {
        for (int neuron = 0; neuron < Tiles.Size; neuron++)
        {
            (double ent, double mem, double input) = (parameters[3 * neuron], parameters[(3 * neuron) + 1], parameters[(3 * neuron) + 2]);
            (double inputSine, double inputCosine) = Math.SinCos(0.5 * input);
            (double entSine, double entCosine) = Math.SinCos(0.5 * ent);
            (double memSine, double memCosine) = Math.SinCos(0.5 * mem);
            Constants[neuron] = (float)inputSine;
            Constants[neuron + Tiles.Padded] = (float)inputCosine;
            Constants[neuron + (2 * Tiles.Padded)] = (float)entSine;
            Constants[neuron + (3 * Tiles.Padded)] = (float)entCosine;
            Constants[neuron + (4 * Tiles.Padded)] = (float)memSine;
            Constants[neuron + (5 * Tiles.Padded)] = (float)memCosine;
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
            ChainAngles<TLanes> angles = ChainAngles<TLanes>.Load(run, column);
            TLanes a = one;
            TLanes b = zero;
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                angles.Encode(TLanes.Load(in z, at), out TLanes sine, out TLanes cosine);
                angles.Entangle(sine, cosine, out TLanes entSine, out TLanes entCosine);
                TLanes x = cosine * a;
                TLanes y = entCosine * b;

                // Silence is the first outcome: it takes the lower end of the unit interval.
                TLanes silent = TLanes.GreaterThan(TLanes.MultiplyAdd(x, x, y * y), TLanes.Load(in u, at));
                TLanes.Select(silent, zero, one).Store(ref spikes, at);
                angles.Advance(TLanes.Select(silent, x, sine * a), TLanes.Select(silent, y, entSine * b), out a, out b);
            }
        }
    }
}
