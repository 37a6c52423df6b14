using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Costs;
using Sqs.Providers.Errors;

namespace Sqs.Runtime.Jobs;

/// <summary>What the jobs of one run may cost together, by the providers' own estimates. Not thread safe.</summary>
/// <param name="limit">The most, in the unit of the estimates; null for no limit.</param>
public sealed class CostBudget(decimal? limit)
{
    private readonly Dictionary<string, decimal> _spent = new(StringComparer.Ordinal);

    /// <summary>Takes the cost of a draft out of the budget.</summary>
    /// <param name="draft">The draft.</param>
    /// <returns>Why it may not be sent, or null.</returns>
    public Diagnostic? Take(JobView draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (limit is null)
            return null;
        if (draft.Parts.FirstOrDefault(p => p.Estimate is null) is { } unknown)
            return ProviderDiagnostics.CostUnknown.At(SourceSpan.None, unknown.Reason ?? "the provider gives no figure");
        foreach (Money cost in draft.Estimated)
        {
            decimal spent = _spent[cost.Unit] = _spent.GetValueOrDefault(cost.Unit) + cost.Amount;
            if (spent > limit)
                return ProviderDiagnostics.CostAboveLimit.At(SourceSpan.None, new Money(spent, cost.Unit), new Money(limit.Value, cost.Unit));
        }

        return null;
    }
}
