namespace Sqs.Runtime.Jobs.Store;

/// <summary>A worker asks for something to do.</summary>
/// <param name="Worker">Who asks.</param>
/// <param name="JobId">Only of this job, or null for any.</param>
/// <param name="Duration">How long the lease lasts.</param>
/// <param name="MostInFlight">The most parts of one backend that the vendor may have at a time.</param>
public sealed record LeaseRequest(string Worker, string? JobId, TimeSpan Duration, int MostInFlight)
{
    /// <summary>A backend whose parts are left to others, or null.</summary>
    public string? Except { get; init; }
}
