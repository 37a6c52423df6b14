namespace Sqs.Providers.Costs;

/// <summary>What an account has used and may still use.</summary>
/// <param name="Consumed">What was used in the period, or null where the vendor does not say.</param>
/// <param name="Remaining">What is left, or null where there is no limit or the vendor does not say.</param>
/// <param name="IsExhausted">Whether new jobs would only queue.</param>
public sealed record AccountUsage(Money? Consumed, Money? Remaining, bool IsExhausted);
