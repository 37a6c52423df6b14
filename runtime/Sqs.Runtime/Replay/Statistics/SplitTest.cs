using Sqs.Simulation.Random;

namespace Sqs.Runtime.Replay.Statistics;

/// <summary>
/// What total variation two samples of one distribution would have: the pooled shots are dealt anew, at random, into two samples of the same sizes
/// (a permutation test). Samples of wide records are far apart by chance alone; this says how far.
/// </summary>
/// <param name="Expected">Mean total variation of the random splits.</param>
/// <param name="PValue">Share of splits at least as far apart as the samples, the samples themselves counted as one.</param>
public readonly record struct SplitTest(double Expected, double PValue)
{
    private const int Splits = 199;

    /// <summary>Tests two samples.</summary>
    /// <typeparam name="TOutcome">What is counted.</typeparam>
    /// <param name="first">Counts of a sample, at least one.</param>
    /// <param name="second">Counts of the other sample, at least one.</param>
    /// <param name="seed">Seed of the splits.</param>
    /// <returns>The test.</returns>
    public static SplitTest Of<TOutcome>(IReadOnlyDictionary<TOutcome, int> first, IReadOnlyDictionary<TOutcome, int> second, ulong seed)
        where TOutcome : notnull
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        TOutcome[] outcomes = [.. first.Keys.Union(second.Keys)];
        int[] totals = [.. outcomes.Select(o => first.GetValueOrDefault(o) + second.GetValueOrDefault(o))];
        int firstTotal = first.Values.Sum();
        int secondTotal = second.Values.Sum();
        int[] shots = [.. totals.SelectMany(static (count, outcome) => Enumerable.Repeat(outcome, count))];
        double seen = DistributionDistance.TotalVariation(first, second);
        var dealt = new int[outcomes.Length];
        double sum = 0;
        int asFar = 0;
        for (int split = 0; split < Splits; split++)
        {
            Array.Clear(dealt);
            Deal(shots, Math.Min(firstTotal, secondTotal), seed, (ulong)split, dealt);
            double distance = 0;
            for (int i = 0; i < dealt.Length; i++)
                distance += Math.Abs(((double)dealt[i] / Math.Min(firstTotal, secondTotal)) - ((double)(totals[i] - dealt[i]) / Math.Max(firstTotal, secondTotal)));
            distance /= 2;
            sum += distance;

            // Distances of equal counts may differ in the last bits.
            asFar += distance >= seen - 1e-12 ? 1 : 0;
        }

        return new SplitTest(sum / Splits, (asFar + 1.0) / (Splits + 1));
    }

    // The first steps of a Fisher-Yates shuffle; the order that earlier splits left does no harm.
    private static void Deal(int[] shots, int size, ulong seed, ulong split, int[] dealt)
    {
        ulong stream = RandomStreams.For(RandomStreams.Splits, split);
        for (int i = 0; i < size; i++)
        {
            int other = i + (int)(CounterRandom.Uniform(seed, stream, (ulong)i) * (shots.Length - i));
            (shots[i], shots[other]) = (shots[other], shots[i]);
            dealt[shots[i]]++;
        }
    }
}
