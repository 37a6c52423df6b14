using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>
/// QLIF neurons with exact populations: <c>alpha' = sin^2((pi z_q + phi) / 2)</c> with <c>phi = 2 asin(sqrt(alpha))</c> where z_q is positive, else a leak for the time
/// <c>|z_t|</c>, and a spike on both channels when alpha' is above the threshold, behind which alpha is 0. Channel 0 takes z_q and channel 1 z_t. The surrogate is that of the
/// distance <c>alpha' - threshold</c>, and what a spike does to alpha counts as a constant. In gradients roots stay away from 0, where asin has no derivative.
/// </summary>
public sealed class QlifNeurons : BatchedNeurons
{
    private const int Ports = 2;
    private const int TapePlanes = 1;
    private const float RootFloor = 0.03f;
    private const float LeftFloor = 1e-4f;

    private readonly float _threshold;
    private readonly float _decay;
    private readonly bool _isPhysical;

    /// <summary>Creates neurons with vectors of the widest kind.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="decay">What |z_t| is multiplied with in the exponent of the leak: tau / (T1 |z_t|).</param>
    /// <param name="isPhysical">Whether it leaks like a relaxing qubit, and not as in the published code.</param>
    public QlifNeurons(int size, double threshold, double decay, bool isPhysical)
        : this(size, threshold, decay, isPhysical, LaneDispatch.Widest)
    {
    }

    /// <summary>Creates neurons with vectors of a given width.</summary>
    /// <param name="size">Number of neurons.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="decay">What |z_t| is multiplied with in the exponent of the leak.</param>
    /// <param name="isPhysical">Whether it leaks like a relaxing qubit.</param>
    /// <param name="lanes">The width.</param>
    internal QlifNeurons(int size, double threshold, double decay, bool isPhysical, LaneWidth lanes)
        : base(size, parameterCount: 0, constantCount: 0, TapePlanes, lanes)
    {
        _threshold = (float)threshold;
        _decay = (float)decay;
        _isPhysical = isPhysical;
    }

    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    public override int Channels => Ports;

    /// <inheritdoc/>
    private protected override void Forward<TLanes>(TileRun run)
    {
        ref readonly float z = ref MemoryMarshal.GetReference(run.Currents);
        ref float spikes = ref MemoryMarshal.GetReference(run.Spikes);
        nuint second = run.At(run.Steps, 0);
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            TLanes population = TLanes.Broadcast(0);
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                Moved<TLanes> moved = Move(TLanes.Load(in z, at), TLanes.Load(in z, at + second), population);
                TLanes fires = TLanes.GreaterThan(moved.Population, TLanes.Broadcast(_threshold));
                TLanes spike = TLanes.And(fires, TLanes.Broadcast(1));
                spike.Store(ref spikes, at);
                spike.Store(ref spikes, at + second);
                population = TLanes.Select(fires, TLanes.Broadcast(0), moved.Population);
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
        TLanes half = TLanes.Broadcast(0.5f);
        nuint second = run.At(run.Steps, 0);
        for (int column = 0; column < Tiles.Width; column += TLanes.Count)
        {
            TLanes population = zero;
            for (int step = 0; step < run.Steps; step++)
            {
                nuint at = run.At(step, column);
                population.Store(ref run.TapeAt<TLanes>(step, TapePlanes), 0);
                Moved<TLanes> moved = Move(TLanes.Load(in z, at), TLanes.Load(in z, at + second), population);
                population = TLanes.Select(TLanes.GreaterThan(TLanes.Load(in s, at), half), zero, moved.Population);
            }

            TLanes adjoint = zero;
            for (int step = run.Steps - 1; step >= 0; step--)
            {
                nuint at = run.At(step, column);
                population = TLanes.Load(in run.TapeAt<TLanes>(step, TapePlanes), 0);
                Moved<TLanes> moved = Move(TLanes.Load(in z, at), TLanes.Load(in z, at + second), population);
                TLanes outward = TLanes.Load(in gradient, at) + TLanes.Load(in gradient, at + second);
                adjoint = TLanes.Select(TLanes.GreaterThan(TLanes.Load(in s, at), half), zero, adjoint);
                adjoint = TLanes.MultiplyAdd(outward, SurrogateSlope.OfDistance(run.Shape, moved.Population - TLanes.Broadcast(_threshold)), adjoint);
                (adjoint * moved.ByRotation).Store(ref gradient, at);
                (adjoint * moved.ByTime).Store(ref gradient, at + second);
                adjoint = run.Carry(adjoint * moved.ByPopulation);
            }
        }
    }

    // Half angles by their sines and cosines, so that no asin is needed: sin(phi / 2) = sqrt(alpha).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Moved<TLanes> Move<TLanes>(TLanes rotation, TLanes time, TLanes population)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes zero = TLanes.Broadcast(0);
        TLanes one = TLanes.Broadcast(1);
        TLanes up = TLanes.Sqrt(population);
        TLanes down = TLanes.Sqrt(TLanes.Max(one - population, zero));
        TLanes perRoot = one / TLanes.Max(up * down, TLanes.Broadcast(RootFloor));
        LaneMath.SinCosPi(TLanes.Broadcast(0.5f) * TLanes.Max(rotation, zero), out TLanes sine, out TLanes cosine);
        TLanes rotatedSine = TLanes.MultiplyAdd(sine, down, cosine * up);
        TLanes rotatedSlope = rotatedSine * TLanes.MultiplySubtract(sine, up, cosine * down);

        TLanes decay = LaneMath.Exp(TLanes.Broadcast(-_decay) * TLanes.Max(time, zero - time));
        TLanes left = population * decay;
        TLanes leftByTime = TLanes.Select(TLanes.GreaterThan(zero, time), TLanes.Broadcast(_decay), TLanes.Broadcast(-_decay)) * left;
        TLanes leaked = left;
        TLanes leakByPopulation = decay;
        TLanes leakByTime = leftByTime;
        if (!_isPhysical)
        {
            TLanes leftUp = TLanes.Sqrt(left);
            TLanes leftDown = TLanes.Sqrt(TLanes.Max(one - left, zero));
            TLanes perLeftRoot = one / TLanes.Max(leftUp * leftDown, TLanes.Broadcast(LeftFloor));
            TLanes difference = TLanes.MultiplySubtract(down, leftUp, up * leftDown);
            TLanes slope = difference * TLanes.MultiplyAdd(down, leftDown, up * leftUp);
            leaked = difference * difference;
            leakByPopulation = slope * TLanes.MultiplySubtract(decay, perLeftRoot, perRoot);
            leakByTime = zero - (slope * perLeftRoot * leftByTime);
        }

        TLanes isInput = TLanes.GreaterThan(rotation, zero);
        return new Moved<TLanes>
        {
            Population = TLanes.Select(isInput, rotatedSine * rotatedSine, leaked),
            ByRotation = TLanes.And(isInput, TLanes.Broadcast(MathF.PI) * rotatedSlope),
            ByTime = TLanes.Select(isInput, zero, leakByTime),
            ByPopulation = TLanes.Select(isInput, rotatedSlope * perRoot, leakByPopulation),
        };
    }

    // The population behind a step and its derivatives.
    private readonly struct Moved<TLanes>
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        public required TLanes Population { get; init; }

        public required TLanes ByRotation { get; init; }

        public required TLanes ByTime { get; init; }

        public required TLanes ByPopulation { get; init; }
    }
}
