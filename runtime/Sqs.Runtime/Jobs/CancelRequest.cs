namespace Sqs.Runtime.Jobs;

/// <summary>How far a user wants a job cancelled.</summary>
public enum CancelRequest
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Unless it runs already: cancelling a running job is charged.</summary>
    UnlessRunning,

    /// <summary>Also while it runs.</summary>
    Always,
}
