namespace Sqs.Providers.Jobs;

/// <summary>A job as the vendor names it. Links to results are never kept: they expire.</summary>
/// <param name="Id">The vendor's identifier.</param>
/// <param name="CreatedAt">When the vendor accepted it, or null where it does not say.</param>
public sealed record RemoteJob(string Id, DateTimeOffset? CreatedAt)
{
    /// <summary>What the user is to be told about how it was taken, or null.</summary>
    public string? Remark { get; init; }
}
