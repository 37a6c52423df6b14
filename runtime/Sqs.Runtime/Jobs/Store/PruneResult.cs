namespace Sqs.Runtime.Jobs.Store;

/// <summary>What was taken out of a store.</summary>
/// <param name="Jobs">Jobs with their parts and trails.</param>
/// <param name="Texts">Texts that no job names any more.</param>
public sealed record PruneResult(int Jobs, int Texts);
