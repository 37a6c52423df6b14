namespace Sqs.Providers.Jobs;

/// <summary>What a vendor says about a job, in our terms.</summary>
public enum RemotePhase
{
    /// <summary>Accepted, not begun.</summary>
    Queued,

    /// <summary>Begun.</summary>
    Running,

    /// <summary>Ended with results.</summary>
    Completed,

    /// <summary>Ended without results.</summary>
    Failed,

    /// <summary>Cancelled.</summary>
    Cancelled,

    /// <summary>A status this version does not know; the job is followed on, and the user is told.</summary>
    Unrecognised,
}
