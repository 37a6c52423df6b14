using Sqs.Providers.Costs;
using Sqs.Providers.Jobs;

namespace Sqs.Runtime.Jobs.Ledger;

/// <summary>
/// What the ledger should say of a part as it stands. The ledger is written as the differences of these positions, in the
/// transaction that changes the part, so it cannot drift from the jobs.
/// </summary>
/// <param name="Estimate">What it is expected to cost.</param>
/// <param name="Reserve">What is set aside for it.</param>
/// <param name="Charge">What was charged for it.</param>
internal readonly record struct PartPosition(Money? Estimate, Money? Reserve, Money? Charge)
{
    /// <summary>The position of a part.</summary>
    /// <param name="part">The part, or null where it is not there yet.</param>
    public static PartPosition Of(JobPart? part)
    {
        if (part is null)
            return default;
        Money? estimate = part.Estimate?.Total;

        // Usage counts when the vendor calls it final, or when we stop asking. A job that may have run keeps its reserve until then.
        bool isSettled = part.State.IsTerminal() && (part.RemoteId is null || part.DueAt is null || part.Usage is { IsFinal: true });
        bool isAtVendor = part.State.IsRemote() || (part.State.IsTerminal() && part.RemoteId is not null);
        Money? charge = isSettled ? part.Usage?.Charge : null;
        bool isUnknown = isSettled && part.RemoteId is not null && charge is null;
        return new PartPosition(estimate, isAtVendor && (!isSettled || isUnknown) ? estimate : null, charge);
    }

    /// <summary>The entries that lead from one position to another.</summary>
    /// <param name="from">Where the ledger stands.</param>
    /// <param name="to">Where it should stand.</param>
    public static IEnumerable<(LedgerKind Kind, Money Amount)> Between(PartPosition from, PartPosition to) =>
        [.. Between(LedgerKind.Estimate, from.Estimate, to.Estimate), .. Between(LedgerKind.Reserve, from.Reserve, to.Reserve), .. Between(LedgerKind.Charge, from.Charge, to.Charge)];

    private static IEnumerable<(LedgerKind Kind, Money Amount)> Between(LedgerKind kind, Money? from, Money? to)
    {
        if (from == to)
            yield break;
        if (from?.Unit == to?.Unit)
        {
            yield return (kind, new Money(to!.Value.Amount - from!.Value.Amount, to.Value.Unit));
            yield break;
        }

        if (from is { } old)
            yield return (kind, old with { Amount = -old.Amount });
        if (to is { } now)
            yield return (kind, now);
    }
}
