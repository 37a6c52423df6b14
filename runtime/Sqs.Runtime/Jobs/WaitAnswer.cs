namespace Sqs.Runtime.Jobs;

/// <summary>How a wait ended.</summary>
/// <param name="View">The job as it stands.</param>
/// <param name="IsStillRunning">Whether the time was up before the job ended; the job goes on all the same.</param>
public sealed record WaitAnswer(JobView View, bool IsStillRunning);
