namespace Sqs.Providers.Jobs;

/// <summary>Where a job, or one part of it, stands.</summary>
public enum JobState
{
    /// <summary>Prepared and costed, not yet confirmed.</summary>
    Draft,

    /// <summary>Confirmed and checked against the target; may be sent.</summary>
    Validated,

    /// <summary>Kept back here: the account is exhausted, or a limit of jobs at a time or of rate is reached.</summary>
    Held,

    /// <summary>The intent to send is recorded; the request may be under way.</summary>
    Submitting,

    /// <summary>A request was sent and its effect is unknown; the vendor is searched for our key.</summary>
    SubmitUnknown,

    /// <summary>The vendor has it and has not begun.</summary>
    Submitted,

    /// <summary>The vendor runs it.</summary>
    Running,

    /// <summary>It ran; the results are being copied. A failed download never repeats the run.</summary>
    Fetching,

    /// <summary>The results are stored.</summary>
    Done,

    /// <summary>It failed; the error tells whether the same work may be submitted again.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>The vendor accepted it and no longer knows it.</summary>
    LostRemote,
}
