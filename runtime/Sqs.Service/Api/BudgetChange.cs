namespace Sqs.Service.Api;

/// <summary>The body of a request to set a budget.</summary>
public sealed record BudgetChange
{
    /// <summary>The project; the key's where it is left out.</summary>
    public string? Project { get; init; }

    /// <summary>The unit, for instance <c>usd</c> or <c>qpu-seconds</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The most that may be set aside and charged together; no limit where it is left out.</summary>
    public decimal? Amount { get; init; }
}
