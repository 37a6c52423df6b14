namespace Sqs.Providers.Costs;

/// <summary>What a job used. Vendors settle it late: until <see cref="IsFinal"/> a figure may still change.</summary>
/// <param name="QpuSeconds">Seconds of quantum processor time, or null where unknown.</param>
/// <param name="Charge">What is charged, or null where unknown.</param>
/// <param name="IsFinal">Whether the figures are settled.</param>
public sealed record JobUsage(double? QpuSeconds, Money? Charge, bool IsFinal)
{
    /// <summary>What the vendor estimates once it has checked the job, or null where it does not say.</summary>
    public Money? Estimated { get; init; }
}
