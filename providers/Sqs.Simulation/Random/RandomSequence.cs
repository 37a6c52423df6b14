namespace Sqs.Simulation.Random;

/// <summary>
/// The numbers of one (seed, stream) in order, for draws that take an unknown number of them. A mutable value: copy it to draw
/// the same numbers again, pass it by reference to go on.
/// </summary>
/// <param name="seed">Seed of the run.</param>
/// <param name="stream">Stream.</param>
public struct RandomSequence(ulong seed, ulong stream)
{
    private ulong _index;

    /// <summary>The next 64 random bits.</summary>
    /// <returns>The bits.</returns>
    public ulong NextBits() => CounterRandom.Bits(seed, stream, _index++);

    /// <summary>The next uniform number.</summary>
    /// <returns>A number in [0, 1).</returns>
    public double NextUniform() => CounterRandom.Uniform(seed, stream, _index++);

    /// <summary>The next integer below a bound, without bias (Lemire, "Fast random integer generation in an interval", 2019).</summary>
    /// <param name="bound">The bound, at least 1.</param>
    /// <returns>An integer from 0 to <paramref name="bound"/> - 1.</returns>
    public ulong NextBelow(ulong bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);
        ulong high = Math.BigMul(NextBits(), bound, out ulong low);
        if (low < bound)
        {
            ulong threshold = unchecked(0 - bound) % bound;
            while (low < threshold)
                high = Math.BigMul(NextBits(), bound, out low);
        }

        return high;
    }

    /// <summary>Puts items into a random order (Fisher and Yates).</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">Permuted in place; every order is equally likely.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = (int)NextBelow((ulong)last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
