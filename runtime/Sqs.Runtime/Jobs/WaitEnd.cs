namespace Sqs.Runtime.Jobs;

/// <summary>Why a wait ended.</summary>
public enum WaitEnd
{
    /// <summary>The job ended.</summary>
    Ended,

    /// <summary>The time was up; the job goes on all the same.</summary>
    StillRunning,

    /// <summary>The vendor refuses the credential; the job is kept and goes on with a mended one.</summary>
    Refused,
}
