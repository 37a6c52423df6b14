namespace Sqs.Runtime.Jobs;

/// <summary>Something that happened to a job, for the audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="JobId">The job.</param>
/// <param name="Part">Number of the part.</param>
/// <param name="Text">What; never a credential.</param>
public sealed record JobEvent(DateTimeOffset At, string JobId, int Part, string Text)
{
    /// <summary>Place in the trail of all jobs; it grows, with gaps.</summary>
    public long Sequence { get; init; }
}
