using System.Globalization;

namespace Sqs.Campaign.Crashes;

/// <summary>What came of runs with kills.</summary>
public sealed class CrashCounts
{
    public int Runs { get; set; }

    public int Kills { get; set; }

    public int DatabaseKills { get; set; }

    public int EmulatorKills { get; set; }

    public int Wanted { get; set; }

    public int Submitted { get; set; }

    public int Lost { get; set; }

    public int Twice { get; set; }

    public int WrongResults { get; set; }

    public int Unbalanced { get; set; }

    /// <summary>Services that ended without being killed.</summary>
    public int Deaths { get; set; }

    public bool IsClean => Wanted > 0 && Submitted == Wanted && Lost + Twice + WrongResults + Unbalanced + Deaths == 0;

    public void Add(CrashCounts other)
    {
        Runs += other.Runs;
        Kills += other.Kills;
        DatabaseKills += other.DatabaseKills;
        EmulatorKills += other.EmulatorKills;
        Wanted += other.Wanted;
        Submitted += other.Submitted;
        Lost += other.Lost;
        Twice += other.Twice;
        WrongResults += other.WrongResults;
        Unbalanced += other.Unbalanced;
        Deaths += other.Deaths;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Runs} runs, {Kills} kills of services, {EmulatorKills} of the vendor, {DatabaseKills} of the database; {Wanted} jobs wanted, {Submitted} submitted, {Lost} lost, {Twice} twice, {WrongResults} with wrong results, {Unbalanced} ledgers unbalanced, {Deaths} services died by themselves");
}
