using System.Runtime.CompilerServices;
using Sqs.Simulation.Batched.Lanes;

namespace Sqs.Simulation.Batched.Neurons;

/// <summary>The encoding angle as a function of the current.</summary>
/// <param name="Kind">The shape.</param>
/// <param name="Scale">The width a of soft signs, above 0.</param>
public readonly record struct EncodingCurve(EncodingKind Kind, float Scale = 1)
{
    /// <summary>Whether the current turns a qubit to its sign, as in natural quantization.</summary>
    internal bool IsSign => Kind != EncodingKind.Rectified;

    /// <summary>The angle of a current.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="current">The current.</param>
    /// <param name="slope">Takes the derivative, half turns a unit of current.</param>
    /// <returns>The angle in half turns.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLanes Turns<TLanes>(TLanes current, out TLanes slope)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes zero = TLanes.Broadcast(0);
        TLanes one = TLanes.Broadcast(1);
        switch (Kind)
        {
            case EncodingKind.Rectified:
                slope = TLanes.And(TLanes.GreaterThan(current, zero), one);
                return TLanes.Max(current, zero);
            case EncodingKind.Sign:
                slope = zero;
                return TLanes.Select(TLanes.GreaterThan(zero, current), zero, one);
            case EncodingKind.Tanh:
                TLanes turns = LaneMath.Logistic(current * TLanes.Broadcast(2 / Scale));
                slope = TLanes.Broadcast(2 / Scale) * TLanes.MultiplySubtract(turns, turns, turns);
                return turns;
            default:
                TLanes half = TLanes.Broadcast(0.5f / Scale);
                TLanes inside = TLanes.And(TLanes.GreaterThan(TLanes.Broadcast(Scale * Scale), current * current), one);
                slope = inside * half;
                return TLanes.Max(TLanes.Min(TLanes.MultiplyAdd(current, half, TLanes.Broadcast(0.5f)), one), zero);
        }
    }
}
