namespace Sqs.Runtime.Jobs.Store;

/// <summary>What a client marks a request with, so that a repeated one makes no second job.</summary>
/// <param name="Text">The client's token.</param>
/// <param name="Digest">Digest of the request: the token stands for this one only.</param>
public sealed record IdempotencyToken(string Text, string Digest);
