namespace Sqs.Runtime.Jobs.Store;

/// <summary>What all workers on a store together may do with one credential.</summary>
/// <param name="Account">The credential: provider and profile.</param>
/// <param name="MostInFlight">The most parts of one backend that the vendor may have at a time.</param>
/// <param name="SubmitsPerSecond">The highest lasting rate of submits; 0 for no limit.</param>
/// <param name="SubmitBurst">How many submits may come at once after a pause.</param>
public sealed record AdmissionLimits(string Account, int MostInFlight, double SubmitsPerSecond, int SubmitBurst);
