using System.Runtime.CompilerServices;

namespace Sqs.Simulation.Batched.Lanes;

/// <summary>Functions of vectors, by Taylor polynomials on reduced arguments: absolute errors below 2^-22, the same bits at every width.</summary>
internal static class LaneMath
{
    // Adding it leaves the nearest integer in the low bits of the pattern.
    private const float Rounder = 12582912f;

    /// <summary>Sine and cosine of pi times a number.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="turns">Half turns, of magnitude below 2^21.</param>
    /// <param name="sine">Takes the sine.</param>
    /// <param name="cosine">Takes the cosine.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosPi<TLanes>(TLanes turns, out TLanes sine, out TLanes cosine)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes rounder = TLanes.Broadcast(Rounder);
        TLanes quarters = TLanes.MultiplyAdd(turns, TLanes.Broadcast(2), rounder);
        TLanes rest = TLanes.MultiplySubtract(quarters - rounder, TLanes.Broadcast(0.5f), turns);
        TLanes square = rest * rest;
        TLanes s = TLanes.MultiplyAdd(square, TLanes.Broadcast(0.08214589f), TLanes.Broadcast(-0.5992645f));
        s = TLanes.MultiplyAdd(square, s, TLanes.Broadcast(2.550164f));
        s = TLanes.MultiplyAdd(square, s, TLanes.Broadcast(-5.1677128f));
        s = TLanes.MultiplyAdd(square, s, TLanes.Broadcast(3.1415927f)) * rest;
        TLanes c = TLanes.MultiplyAdd(square, TLanes.Broadcast(0.23533063f), TLanes.Broadcast(-1.3352628f));
        c = TLanes.MultiplyAdd(square, c, TLanes.Broadcast(4.0587121f));
        c = TLanes.MultiplyAdd(square, c, TLanes.Broadcast(-4.9348022f));
        c = TLanes.MultiplyAdd(square, c, TLanes.Broadcast(1));

        // The number of quarters modulo 4 says which is which and with what sign.
        TLanes sign = TLanes.Broadcast(-0f);
        TLanes first = quarters.ShiftLeft(31);
        TLanes second = quarters.ShiftLeft(30);
        TLanes isOdd = first.SignMask();
        sine = TLanes.Xor(TLanes.Select(isOdd, c, s), TLanes.And(second, sign));
        cosine = TLanes.Xor(TLanes.Select(isOdd, s, c), TLanes.And(TLanes.Xor(first, second), sign));
    }

    /// <summary>The logistic function <c>1 / (1 + exp(-x))</c>.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="value">The argument.</param>
    /// <returns>Numbers in (0, 1).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Logistic<TLanes>(TLanes value)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1);
        return one / (one + Exp(TLanes.Broadcast(0) - value));
    }

    /// <summary>The exponential function.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="value">The argument; beyond +-87 that of +-87.</param>
    /// <returns>Positive numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes value)
        where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        TLanes rounder = TLanes.Broadcast(Rounder);
        TLanes x = TLanes.Max(TLanes.Min(value, TLanes.Broadcast(87)), TLanes.Broadcast(-87));
        TLanes powers = TLanes.MultiplyAdd(x, TLanes.Broadcast(1.442695f), rounder);
        TLanes whole = powers - rounder;

        // ln 2 in two pieces, the first with few bits, so that the rest is exact.
        TLanes rest = TLanes.MultiplySubtract(whole, TLanes.Broadcast(0.693359375f), x);
        rest = TLanes.MultiplySubtract(whole, TLanes.Broadcast(-2.12194440e-4f), rest);
        TLanes one = TLanes.Broadcast(1);
        TLanes p = TLanes.MultiplyAdd(rest, TLanes.Broadcast(1f / 720), TLanes.Broadcast(1f / 120));
        p = TLanes.MultiplyAdd(rest, p, TLanes.Broadcast(1f / 24));
        p = TLanes.MultiplyAdd(rest, p, TLanes.Broadcast(1f / 6));
        p = TLanes.MultiplyAdd(rest, p, TLanes.Broadcast(0.5f));
        p = TLanes.MultiplyAdd(rest, p, one);
        p = TLanes.MultiplyAdd(rest, p, one);

        // Multiplication by a power of two is an addition to the exponent.
        return TLanes.AddIntegers(p, powers.ShiftLeft(23));
    }
}
