namespace Sqs.Runtime.Jobs;

/// <summary>Which jobs to list, newest first.</summary>
/// <param name="Limit">The most jobs to list.</param>
public sealed record JobFilter(int Limit)
{
    /// <summary>Only of this project, or null for all.</summary>
    public string? Project { get; init; }

    /// <summary>Only jobs older than this one, or null to begin with the newest: the last of a page leads to the next.</summary>
    public string? Before { get; init; }
}
