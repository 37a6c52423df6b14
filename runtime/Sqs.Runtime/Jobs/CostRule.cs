using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Costs;
using Sqs.Providers.Errors;

namespace Sqs.Runtime.Jobs;

/// <summary>What a user is ready to pay without being asked. A cost that nobody can estimate counts as above every limit.</summary>
/// <param name="Limit">The most a job may cost, in the unit of its estimate; null for no limit that was named.</param>
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
        why = null;
        bool isUnknown = draft.Parts.Any(p => p.Estimate is null);
        Money[] above = [.. draft.Estimated.Where(m => m.Amount > (Limit ?? 0))];
        if (!isUnknown && above.Length == 0)
            return CostDecision.Accept;
        if (IsConfirmed && Limit is null)
            return CostDecision.Accept;
        why = above.Length > 0
            ? ProviderDiagnostics.CostAboveLimit.At(SourceSpan.None, string.Join(" and ", draft.Estimated), new Money(Limit ?? 0, above[0].Unit))
            : ProviderDiagnostics.CostUnknown.At(SourceSpan.None, draft.Parts.First(p => p.Estimate is null).Reason ?? "the provider gives no figure");
        return IsConfirmed || !CanAsk ? CostDecision.Refuse : CostDecision.Ask;
    }
}
