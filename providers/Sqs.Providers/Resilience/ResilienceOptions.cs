namespace Sqs.Providers.Resilience;

/// <summary>How calls to one vendor with one credential are paced, limited in time and repeated.</summary>
public sealed record ResilienceOptions
{
    /// <summary>How often a repeatable call is repeated after its first failure.</summary>
    public int ReadRetries { get; init; } = 4;

    /// <summary>How often a submit is repeated after a certain refusal: no connection, or too many requests.</summary>
    public int SubmitRetries { get; init; } = 2;

    /// <summary>First back-off; doubled with jitter at each repetition.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest back-off. Where the vendor asks for a longer wait, the call fails with that wait and the caller decides.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Draws the jitter of back-offs, 0 to 1.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>The longest a repeatable request may take, its answer's body included.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest a submit may take: large bodies upload slowly.</summary>
    public TimeSpan SubmitTimeout { get; init; } = TimeSpan.FromSeconds(900);

    /// <summary>Requests of any kind that may be sent at once after a pause.</summary>
    public int Burst { get; init; } = 20;

    /// <summary>Requests of any kind a second.</summary>
    public double RequestsPerSecond { get; init; } = 10;

    /// <summary>Submits that may be sent at once after a pause.</summary>
    public int SubmitBurst { get; init; } = 5;

    /// <summary>Submits a second.</summary>
    public double SubmitsPerSecond { get; init; } = 1;

    /// <summary>Requests in the sampling time below which the circuit breaker never opens.</summary>
    public int BreakerThroughput { get; init; } = 10;

    /// <summary>The time over which failures are counted.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long no request is sent after the breaker opened.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The largest answer that is read, in bytes.</summary>
    public long MaximumAnswer { get; init; } = 1L << 30;

    /// <summary>The same with another rate of submits.</summary>
    /// <param name="submits">Submits a minute, at least 1; as many may be sent at once after a pause.</param>
    /// <returns>The options.</returns>
    public ResilienceOptions WithSubmitsPerMinute(int submits) => this with { SubmitBurst = submits, SubmitsPerSecond = submits / 60.0 };
}
