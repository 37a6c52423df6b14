namespace Sqs.Runtime.Jobs.Store;

/// <summary>The right to change a part. The fence grows with each lease: a worker that lost its lease cannot write any more.</summary>
/// <param name="Part">The part as it stood.</param>
/// <param name="Cancel">Whether the user wants it cancelled.</param>
/// <param name="Fence">The fencing token.</param>
public sealed record PartLease(JobPart Part, CancelRequest Cancel, long Fence);
