using Sqs.Compiler.Ir;
using Sqs.Providers.Results;

namespace Sqs.Runtime.Replay.Statistics;

/// <summary>
/// Recorded shots of a program beside replayed ones. Shots of several parameter sets may be compared as one sample where both sides have the same
/// number of shots of each set: the mixtures are then of the same sets. The tests are a little conservative there.
/// </summary>
/// <param name="Name">What was compared, for people.</param>
/// <param name="RecordedShots">Number of recorded shots.</param>
/// <param name="ReplayedShots">Number of replayed shots.</param>
/// <param name="TotalVariation">Total variation of the joint records.</param>
/// <param name="HellingerFidelity">Hellinger fidelity of the joint records.</param>
/// <param name="Chance">What total variation chance alone gives.</param>
/// <param name="Registers">Each register by itself.</param>
public sealed record RecordComparison(
    string Name,
    int RecordedShots,
    int ReplayedShots,
    double TotalVariation,
    double HellingerFidelity,
    SplitTest Chance,
    EquatableArray<RegisterComparison> Registers)
{
    /// <summary>Compares shots.</summary>
    /// <param name="name">What is compared, for people.</param>
    /// <param name="recorded">The recorded shots, at least one.</param>
    /// <param name="replayed">The replayed shots, at least one.</param>
    /// <param name="seed">Seed of the random splits.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentException">The registers differ, or there are no shots.</exception>
    public static RecordComparison Of(string name, ShotRecords recorded, ShotRecords replayed, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(replayed);
        if (recorded.Registers != replayed.Registers)
            throw new ArgumentException("The registers of the recorded and the replayed shots differ.", nameof(replayed));
        if (recorded.Shots == 0 || replayed.Shots == 0)
            throw new ArgumentException("There is nothing to compare without shots.", nameof(recorded));
        SortedDictionary<string, int> first = recorded.Counts();
        SortedDictionary<string, int> second = replayed.Counts();
        return new RecordComparison(
            name,
            recorded.Shots,
            replayed.Shots,
            DistributionDistance.TotalVariation(first, second),
            DistributionDistance.HellingerFidelity(first, second),
            SplitTest.Of(first, second, seed),
            [.. Enumerable.Range(0, recorded.Registers.Count).Select(r => RegisterComparison.Of(recorded, replayed, r))]);
    }
}
