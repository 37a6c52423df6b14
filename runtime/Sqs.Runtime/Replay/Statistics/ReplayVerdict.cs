using Sqs.Compiler.Ir;

namespace Sqs.Runtime.Replay.Statistics;

/// <summary>
/// What the comparisons of a run say together. Each register of each program is one test; the level is divided by their number (Bonferroni), so that
/// a run whose recorded and replayed shots are of the same distributions is called different with at most that probability.
/// </summary>
/// <param name="Level">The probability of a false alarm over all tests.</param>
/// <param name="Comparisons">The comparisons.</param>
public sealed record ReplayVerdict(double Level, EquatableArray<RecordComparison> Comparisons)
{
    /// <summary>The level that is usual.</summary>
    public const double UsualLevel = 0.01;

    /// <summary>Number of tests.</summary>
    public int Tests => Comparisons.Sum(static c => c.Registers.Count);

    /// <summary>The probability below which a single test counts as a difference.</summary>
    public double Threshold => Level / Math.Max(1, Tests);

    /// <summary>The tests that found a difference, with the program they belong to, least probable first.</summary>
    public IReadOnlyList<(RecordComparison Comparison, RegisterComparison Register)> Differences =>
        [.. Comparisons.SelectMany(static c => c.Registers.Select(r => (Comparison: c, Register: r))).Where(p => p.Register.Test.PValue < Threshold).OrderBy(static p => p.Register.Test.PValue)];

    /// <summary>Whether no test found a difference.</summary>
    public bool IsConsistent => Comparisons.All(c => c.Registers.All(r => r.Test.PValue >= Threshold));
}
