namespace Sqs.Runtime.Jobs;

/// <summary>How a wait ended.</summary>
/// <param name="View">The job as it stands.</param>
/// <param name="End">Why the wait ended.</param>
public sealed record WaitAnswer(JobView View, WaitEnd End);
