namespace Sqs.Service.Api;

/// <summary>The body of a request for a replay.</summary>
public sealed record ReplayRequest
{
    /// <summary><c>snapshot</c> for the device on the day of the run, <c>ideal</c>, or the name of a target; snapshot when left out.</summary>
    public string? Noise { get; init; }

    /// <summary>Replayed shots for each recorded one, 1 to 100; 4 when left out.</summary>
    public int? Factor { get; init; }

    /// <summary>Seed of the replay; 0 when left out.</summary>
    public long? Seed { get; init; }

    /// <summary>Whether maps of the differences of spike rates are wanted, as SVG texts, for the first 20 comparisons.</summary>
    public bool Maps { get; init; }
}
