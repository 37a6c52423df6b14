namespace Sqs.Campaign;

/// <summary>What a campaign found.</summary>
public sealed record CampaignCounts
{
    public int Schedules { get; set; }

    public int Jobs { get; set; }

    public int Parts { get; set; }

    public int Faults { get; set; }

    public int Kills { get; set; }

    public int Done { get; set; }

    public int Failed { get; set; }

    public int Cancelled { get; set; }

    public int LostRemote { get; set; }

    public int Repeated { get; set; }

    /// <summary>Requests that the network delivered a second time.</summary>
    public int Redelivered { get; set; }

    /// <summary>Redelivered jobs that were cancelled before they ran.</summary>
    public int RedeliveredCancelled { get; set; }

    /// <summary>Keys that the client sent twice while the service had the first.</summary>
    public int SubmittedTwice { get; set; }

    /// <summary>Jobs that did not end, or ended without a result the service had.</summary>
    public int Lost { get; set; }

    /// <summary>Circuits with the result of another.</summary>
    public int WrongResults { get; set; }

    /// <summary>Parts that ended in a state that their fate at the service does not explain.</summary>
    public int WrongStates { get; set; }

    public bool IsClean => SubmittedTwice == 0 && Lost == 0 && WrongResults == 0 && WrongStates == 0;

    public void Add(CampaignCounts other)
    {
        Schedules += other.Schedules;
        Jobs += other.Jobs;
        Parts += other.Parts;
        Faults += other.Faults;
        Kills += other.Kills;
        Done += other.Done;
        Failed += other.Failed;
        Cancelled += other.Cancelled;
        LostRemote += other.LostRemote;
        Repeated += other.Repeated;
        Redelivered += other.Redelivered;
        RedeliveredCancelled += other.RedeliveredCancelled;
        SubmittedTwice += other.SubmittedTwice;
        Lost += other.Lost;
        WrongResults += other.WrongResults;
        WrongStates += other.WrongStates;
    }

    public override string ToString() =>
        $"{Schedules} schedules, {Jobs} jobs in {Parts} parts, {Faults} faults, {Kills} kills; parts done {Done}, failed {Failed} (repeated {Repeated}), cancelled {Cancelled}, "
        + $"lost at the vendor {LostRemote}; redelivered {Redelivered}, of which cancelled in time {RedeliveredCancelled}; "
        + $"submitted twice {SubmittedTwice}, lost {Lost}, wrong results {WrongResults}, wrong states {WrongStates}";
}
