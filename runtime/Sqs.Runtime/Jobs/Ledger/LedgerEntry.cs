using Sqs.Providers.Costs;

namespace Sqs.Runtime.Jobs.Ledger;

/// <summary>A line of the ledger, which is only ever added to.</summary>
/// <param name="At">When.</param>
/// <param name="Project">Whose.</param>
/// <param name="JobId">The job.</param>
/// <param name="Part">Number of the part.</param>
/// <param name="Kind">What it changes.</param>
/// <param name="Amount">By how much; negative where something is given back.</param>
public sealed record LedgerEntry(DateTimeOffset At, string Project, string JobId, int Part, LedgerKind Kind, Money Amount);
