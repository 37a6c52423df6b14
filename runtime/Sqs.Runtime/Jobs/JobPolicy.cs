namespace Sqs.Runtime.Jobs;

/// <summary>How jobs are followed.</summary>
public sealed record JobPolicy
{
    /// <summary>The most parts of one backend that the vendor may have at a time.</summary>
    public int MostInFlight { get; init; } = 5;

    /// <summary>First interval between status queries; it doubles.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest interval between status queries.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>When the vendor is searched for our key after an unclear submit, counted from the submit. After the last the job may be sent again.</summary>
    public IReadOnlyList<TimeSpan> Searches { get; init; } = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60)];

    /// <summary>How long a job the vendor does not know is looked for.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a status that is not understood is followed.</summary>
    public TimeSpan OddFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a job may run beyond its estimate before its status counts as stale and is remarked on.</summary>
    public TimeSpan RunsLongAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a job may queue before that is remarked on.</summary>
    public TimeSpan QueuesLongAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often a credential that the vendor refused is looked at here for a change, which costs the vendor nothing.</summary>
    public TimeSpan CredentialWatch { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the vendor is asked again with a credential that it refused and that has not changed here.</summary>
    public TimeSpan CredentialRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a job waits here where the account is exhausted.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a job waits here where too many are at the vendor, or requests come too fast.</summary>
    public TimeSpan ShortHold { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often circuits are sent again by themselves where the vendor failed on its side.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>First wait for settled usage; it doubles up to six hours.</summary>
    public TimeSpan FirstUsageQuery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often settled usage is asked for.</summary>
    public int MostUsageQueries { get; init; } = 40;

    /// <summary>How long a worker may be silent before another takes over its step; while it works it renews the lease at a third of this.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest a worker sleeps before it looks again for what others may have added.</summary>
    public TimeSpan LongestSleep { get; init; } = TimeSpan.FromSeconds(5);
}
