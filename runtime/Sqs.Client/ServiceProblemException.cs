namespace Sqs.Client;

/// <summary>The service refused a request or could not be reached.</summary>
public sealed class ServiceProblemException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="status">The HTTP status; 0 where there was no answer.</param>
    /// <param name="detail">What the service said.</param>
    /// <param name="inner">What went wrong on the way, or null.</param>
    public ServiceProblemException(int status, string detail, Exception? inner = null)
        : base(detail, inner) => Status = status;

    /// <summary>The HTTP status; 0 where there was no answer.</summary>
    public int Status { get; }

    /// <summary>What the service calls the request in its log, or null.</summary>
    public string? Trace { get; init; }

    /// <summary>Whether the request itself was wrong, so that the same one will be refused again.</summary>
    public bool IsRequestWrong => Status is >= 400 and < 500 and not 408 and not 429;
}
