namespace Sqs.Providers.Resilience;

/// <summary>
/// Paces requests: a bucket of tokens that fills at a fixed rate. Runs on an injected clock, which the framework's
/// <c>TokenBucketRateLimiter</c> cannot. Safe for use by several threads; waiters are served in the order of their calls.
/// </summary>
public sealed class TokenBucket
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly double _capacity;
    private readonly double _perSecond;
    private double _tokens;
    private long _filledAt;

    /// <summary>Creates a full bucket.</summary>
    /// <param name="capacity">Tokens it holds, at least 1.</param>
    /// <param name="perSecond">Tokens it gains a second, above 0.</param>
    /// <param name="clock">The clock.</param>
    public TokenBucket(int capacity, double perSecond, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _capacity = _tokens = capacity;
        _perSecond = perSecond;
        _filledAt = clock.GetTimestamp();
    }

    /// <summary>Takes a token, and waits for it where there is none.</summary>
    /// <param name="cancellationToken">Stops the wait; the token stays spent.</param>
    /// <returns>Completes when the request may be sent.</returns>
    public Task TakeAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = Reserve();
        return wait == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, _clock, cancellationToken);
    }

    // The level goes below zero while callers wait: each owes a token, and waits until the bucket has paid for all before it.
    private TimeSpan Reserve()
    {
        lock (_gate)
        {
            long now = _clock.GetTimestamp();
            _tokens = Math.Min(_capacity, _tokens + (_clock.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond));
            _filledAt = now;
            _tokens -= 1;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / _perSecond);
        }
    }
}
