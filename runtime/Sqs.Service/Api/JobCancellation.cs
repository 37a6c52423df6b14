namespace Sqs.Service.Api;

/// <summary>The body of a request to cancel.</summary>
public sealed record JobCancellation
{
    /// <summary>Whether a job that runs is cancelled too, which is charged.</summary>
    public bool Running { get; init; }
}
