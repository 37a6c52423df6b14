namespace Sqs.Runtime.Jobs.Store;

/// <summary>A token of a client came with two different requests.</summary>
public sealed class IdempotencyConflictException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="token">The client's token.</param>
    public IdempotencyConflictException(string token)
        : base($"The idempotency key '{token}' came with another request before.")
    {
    }
}
