namespace Sqs.Simulation.Random;

/// <summary>
/// The Philox4x32-10 counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
/// (SC11): a keyed bijection of 128-bit counters whose outputs pass the usual batteries of tests. It has no state, so a number
/// depends only on its key and counter, never on the order or the thread in which it is asked for.
/// </summary>
public static class Philox4x32
{
    /// <summary>Number of rounds.</summary>
    internal const int Rounds = 10;

    /// <summary>Multiplier of word 0.</summary>
    internal const uint Multiplier0 = 0xD2511F53;

    /// <summary>Multiplier of word 2.</summary>
    internal const uint Multiplier1 = 0xCD9E8D57;

    /// <summary>What steps the low word of the key: the fraction of the golden ratio.</summary>
    internal const uint Weyl0 = 0x9E3779B9;

    /// <summary>What steps the high word of the key: the fraction of the square root of three.</summary>
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>The block of 128 random bits of a counter.</summary>
    /// <param name="key">The key, its low word first.</param>
    /// <param name="counterLow">Counter words 0 (low half) and 1 (high half).</param>
    /// <param name="counterHigh">Counter words 2 (low half) and 3 (high half).</param>
    /// <returns>Output words 0 and 1 in <c>Low</c>, 2 and 3 in <c>High</c>, each pair with its first word in the low half.</returns>
    public static (ulong Low, ulong High) Block(ulong key, ulong counterLow, ulong counterHigh)
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        uint x0 = (uint)counterLow;
        uint x1 = (uint)(counterLow >> 32);
        uint x2 = (uint)counterHigh;
        uint x3 = (uint)(counterHigh >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x1 = (uint)product1;
            x3 = (uint)product0;
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        return (x0 | ((ulong)x1 << 32), x2 | ((ulong)x3 << 32));
    }
}
