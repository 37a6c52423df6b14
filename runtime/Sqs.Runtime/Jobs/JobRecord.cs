namespace Sqs.Runtime.Jobs;

/// <summary>A job as the user asked for it; its parts are what is sent.</summary>
/// <param name="Id">Our identifier.</param>
/// <param name="Name">A name for people.</param>
/// <param name="Backend">Specification of the backend.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Circuits">Number of circuits.</param>
/// <param name="Snapshot">Digest of the stored device snapshot.</param>
public sealed record JobRecord(string Id, string Name, string Backend, DateTimeOffset CreatedAt, int Circuits, string Snapshot);
