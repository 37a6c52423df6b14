using System.Runtime.CompilerServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>Values of <see cref="SurrogateShape"/>.</summary>
internal static class SurrogateSlope
{
    /// <summary>ds/dp of a neuron that spikes with a probability.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="probability">The probability p.</param>
    /// <returns>The slope.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes OfProbability<TLanes>(SurrogateShape shape, TLanes probability)
        where TLanes : unmanaged, IFloatLanes<TLanes> => shape switch
        {
            SurrogateShape.Sigmoid => TLanes.MultiplySubtract(probability, probability, probability),
            SurrogateShape.StraightThrough or SurrogateShape.HardTanh => TLanes.Broadcast(1),
            _ => Arctan(probability - TLanes.Broadcast(0.5f)),
        };

    /// <summary>ds/dx of a neuron that spikes when x is positive.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="distance">The distance x from the threshold.</param>
    /// <returns>The slope.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes OfDistance<TLanes>(SurrogateShape shape, TLanes distance)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        switch (shape)
        {
            case SurrogateShape.Sigmoid:
                TLanes four = TLanes.Broadcast(4);
                TLanes p = LaneMath.Logistic(four * distance);
                return four * TLanes.MultiplySubtract(p, p, p);
            case SurrogateShape.StraightThrough or SurrogateShape.HardTanh:
                TLanes one = TLanes.Broadcast(1);
                return TLanes.And(TLanes.GreaterThan(one, distance * distance), one);
            default:
                return Arctan(distance);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Arctan<TLanes>(TLanes distance)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1);
        TLanes scaled = TLanes.Broadcast(MathF.PI) * distance;
        return one / TLanes.MultiplyAdd(scaled, scaled, one);
    }
}
