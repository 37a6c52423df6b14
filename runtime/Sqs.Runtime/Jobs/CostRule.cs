using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Costs;
using Sqs.Providers.Errors;

namespace Sqs.Runtime.Jobs;

/// <summary>What a user is ready to pay without being asked. A cost that nobody can estimate counts as above every limit.</summary>
/// <param name="Limit">The most it may cost, in the unit of the estimate; null for no limit that was named.</param>
/// <param name="IsConfirmed">Whether the user said yes beforehand: to everything, or to everything up to the limit.</param>
/// <param name="CanAsk">Whether the user can be asked.</param>
public sealed record CostRule(decimal? Limit, bool IsConfirmed, bool CanAsk)
{
    /// <summary>Decides about a draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="why">Why it is not simply accepted.</param>
    /// <returns>The decision.</returns>
    public CostDecision Decide(JobView draft, out Diagnostic? why)
    {
        ArgumentNullException.ThrowIfNull(draft);
        JobPart? unknown = draft.Parts.FirstOrDefault(p => p.Estimate is null);
        return Decide(draft.Estimated, unknown is null ? null : unknown.Reason ?? "the provider gives no figure", out why);
    }

    /// <summary>Decides about an estimate.</summary>
    /// <param name="estimated">The amounts, one a unit.</param>
    /// <param name="unknown">Why a part of it is not known, or null.</param>
    /// <param name="why">Why it is not simply accepted.</param>
    /// <returns>The decision.</returns>
    public CostDecision Decide(IReadOnlyList<Money> estimated, string? unknown, out Diagnostic? why)
    {
        ArgumentNullException.ThrowIfNull(estimated);
        why = null;
        Money[] above = [.. estimated.Where(m => m.Amount > (Limit ?? 0))];
        if ((unknown is null && above.Length == 0) || (IsConfirmed && Limit is null))
            return CostDecision.Accept;
        why = above.Length > 0
            ? ProviderDiagnostics.CostAboveLimit.At(SourceSpan.None, string.Join(" and ", estimated), new Money(Limit ?? 0, above[0].Unit))
            : ProviderDiagnostics.CostUnknown.At(SourceSpan.None, unknown!);
        return IsConfirmed || !CanAsk ? CostDecision.Refuse : CostDecision.Ask;
    }
}
