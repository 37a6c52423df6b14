using MathNet.Numerics;

namespace Sqs.Runtime.Replay.Statistics;

/// <summary>
/// Pearson's test of homogeneity of two samples. Outcomes that both samples together hold too rarely for the approximation are pooled into one cell.
/// </summary>
/// <param name="Statistic">The statistic; 0 where no two cells are left.</param>
/// <param name="DegreesOfFreedom">Cells less one.</param>
/// <param name="PValue">Probability of a statistic at least as large where both samples are of one distribution.</param>
public readonly record struct ChiSquareTest(double Statistic, int DegreesOfFreedom, double PValue)
{
    // The usual rule: no cell of either sample is expected fewer than five times.
    private const double SmallestExpectedCount = 5;

    /// <summary>Compares two samples.</summary>
    /// <typeparam name="TOutcome">What is counted.</typeparam>
    /// <param name="first">Counts of a sample.</param>
    /// <param name="second">Counts of the other sample.</param>
    /// <returns>The test.</returns>
    public static ChiSquareTest Of<TOutcome>(IReadOnlyDictionary<TOutcome, int> first, IReadOnlyDictionary<TOutcome, int> second)
        where TOutcome : notnull
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double firstTotal = first.Values.Sum();
        double secondTotal = second.Values.Sum();
        double all = firstTotal + secondTotal;
        if (firstTotal == 0 || secondTotal == 0)
            return new ChiSquareTest(0, 0, 1);
        double rarest = SmallestExpectedCount * all / Math.Min(firstTotal, secondTotal);
        var cells = new List<(double First, double Second)>();
        (double First, double Second) rest = default;
        foreach (TOutcome outcome in first.Keys.Union(second.Keys))
        {
            (double First, double Second) cell = (first.GetValueOrDefault(outcome), second.GetValueOrDefault(outcome));
            if (cell.First + cell.Second < rarest)
                rest = (rest.First + cell.First, rest.Second + cell.Second);
            else
                cells.Add(cell);
        }

        // What is too rare even together joins the rarest of the others.
        if (rest.First + rest.Second > 0 && rest.First + rest.Second < rarest && cells.Count > 0)
        {
            (double First, double Second) rarestCell = cells.MinBy(static c => c.First + c.Second);
            cells.Remove(rarestCell);
            rest = (rest.First + rarestCell.First, rest.Second + rarestCell.Second);
        }

        if (rest.First + rest.Second > 0)
            cells.Add(rest);
        double statistic = cells.Sum(c => Term(c.First, c.Second));
        int freedom = cells.Count - 1;
        return new ChiSquareTest(statistic, freedom, freedom == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(freedom / 2.0, statistic / 2));

        double Term(double a, double b)
        {
            double expected = (a + b) * firstTotal / all;
            double difference = a - expected;
            return difference * difference * ((1 / expected) + (1 / (a + b - expected)));
        }
    }
}
