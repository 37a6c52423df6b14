namespace Sqs.Providers.Jobs;

/// <summary>The job state machine: which state may follow which.</summary>
public static class JobStates
{
    /// <summary>Whether a job stays in a state for ever.</summary>
    /// <param name="state">The state.</param>
    /// <returns>True for done, failed, cancelled and lost.</returns>
    public static bool IsTerminal(this JobState state) => state is JobState.Done or JobState.Failed or JobState.Cancelled or JobState.LostRemote;

    /// <summary>Whether the vendor has, or may have, the job.</summary>
    /// <param name="state">The state.</param>
    /// <returns>True from the recorded intent until the end.</returns>
    public static bool IsRemote(this JobState state) =>
        state is JobState.Submitting or JobState.SubmitUnknown or JobState.Submitted or JobState.Running or JobState.Fetching;

    /// <summary>Whether one state may follow another.</summary>
    /// <param name="from">The state a job is in.</param>
    /// <param name="to">The state it would go to.</param>
    /// <returns>Whether the machine has that edge.</returns>
    public static bool MayFollow(JobState from, JobState to) => from switch
    {
        JobState.Draft => to is JobState.Validated or JobState.Cancelled,
        JobState.Validated => to is JobState.Held or JobState.Submitting or JobState.Cancelled,
        JobState.Held => to is JobState.Validated or JobState.Cancelled,

        // Back to validated only where the vendor certainly refused the request.
        JobState.Submitting => to is JobState.SubmitUnknown or JobState.Submitted or JobState.Validated or JobState.Held or JobState.Failed,
        JobState.SubmitUnknown => to is JobState.Submitted or JobState.Validated or JobState.Cancelled,
        JobState.Submitted => to is JobState.Running or JobState.Fetching or JobState.Failed or JobState.Cancelled or JobState.LostRemote,
        JobState.Running => to is JobState.Submitted or JobState.Fetching or JobState.Failed or JobState.Cancelled or JobState.LostRemote,
        JobState.Fetching => to is JobState.Done or JobState.Failed or JobState.LostRemote,
        _ => false,
    };
}
