namespace Sqs.Runtime.Jobs.Ledger;

/// <summary>What a project has spent in one unit, and what it may.</summary>
/// <param name="Project">The project.</param>
/// <param name="Unit">The unit, for instance <c>usd</c> or <c>qpu-seconds</c>.</param>
/// <param name="Estimated">Sum of all estimates.</param>
/// <param name="Reserved">Set aside for what is at the vendor or not settled.</param>
/// <param name="Charged">Charged by the vendor.</param>
/// <param name="Budget">The most that may be reserved and charged together, or null for no limit.</param>
public sealed record ProjectBalance(string Project, string Unit, decimal Estimated, decimal Reserved, decimal Charged, decimal? Budget);
