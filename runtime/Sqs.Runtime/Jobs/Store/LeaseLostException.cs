namespace Sqs.Runtime.Jobs.Store;

/// <summary>Another worker has taken the part over; what this one was about to write is void.</summary>
public sealed class LeaseLostException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="part">Number of the part.</param>
    public LeaseLostException(string jobId, int part)
        : base($"The lease of part {part} of job {jobId} was lost.")
    {
    }
}
