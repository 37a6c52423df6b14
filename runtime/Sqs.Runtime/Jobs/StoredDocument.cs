namespace Sqs.Runtime.Jobs;

/// <summary>A vendor's document in the store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">Its address: the SHA-256 of its text.</param>
public sealed record StoredDocument(string Name, string Digest);
