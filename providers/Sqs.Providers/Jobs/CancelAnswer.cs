namespace Sqs.Providers.Jobs;

/// <summary>What became of a request to cancel.</summary>
public enum CancelAnswer
{
    /// <summary>The vendor cancels the job; its status will tell.</summary>
    Requested,

    /// <summary>The job has ended already.</summary>
    AlreadyEnded,
}
