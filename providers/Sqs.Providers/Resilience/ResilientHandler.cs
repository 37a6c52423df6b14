using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Sqs.Providers.Resilience;

/// <summary>
/// The one place where requests are paced, timed out and repeated: one instance a vendor and credential, shared by all of its callers.
/// From the outside in: repetition with jittered back-off that honours Retry-After, circuit breaker, token bucket, time limit. Answers
/// are read whole inside the time limit, so that a slow body counts like any other failure, and so does a body that is no complete JSON document
/// where repeating is harmless.
/// </summary>
public sealed class ResilientHandler : DelegatingHandler
{
    private readonly ResilienceOptions _options;
    private readonly Func<HttpRequestMessage, CallKind> _kindOf;
    private readonly TimeProvider _clock;
    private readonly TokenBucket _requests;
    private readonly TokenBucket _submitTokens;
    private readonly ResiliencePipeline<HttpResponseMessage> _reads;
    private readonly ResiliencePipeline<HttpResponseMessage> _submits;
    private readonly ResiliencePipeline _readTimeout;
    private readonly ResiliencePipeline _submitTimeout;
    private volatile string _lastFailure = "unknown";

    /// <summary>Creates the handler.</summary>
    /// <param name="options">How calls are paced and repeated.</param>
    /// <param name="clock">The clock of back-off, pacing and circuit breaker.</param>
    /// <param name="timeoutClock">The clock of time limits; the same as <paramref name="clock"/> unless that one does not run with real time.</param>
    /// <param name="inner">Sends the request; for instance adds the token first.</param>
    /// <param name="kindOf">What repeating a request would do; by default every POST is a submit.</param>
    public ResilientHandler(
        ResilienceOptions options, TimeProvider clock, TimeProvider timeoutClock, HttpMessageHandler inner, Func<HttpRequestMessage, CallKind>? kindOf = null)
        : base(inner)
    {
        ArgumentNullException.ThrowIfNull(options);
        _kindOf = kindOf ?? (static request => request.Method == HttpMethod.Post ? CallKind.Submit : CallKind.Repeatable);
        _options = options;
        _clock = clock;
        _requests = new TokenBucket(options.Burst, options.RequestsPerSecond, clock);
        _submitTokens = new TokenBucket(options.SubmitBurst, options.SubmitsPerSecond, clock);
        ResiliencePipeline<HttpResponseMessage> breaker = Breaker();
        _reads = Repeat(options.ReadRetries, IsWorthRepeating, breaker);
        _submits = Repeat(options.SubmitRetries, IsCertainRefusal, breaker);
        _readTimeout = new ResiliencePipelineBuilder { TimeProvider = timeoutClock }.AddTimeout(options.ReadTimeout).Build();
        _submitTimeout = new ResiliencePipelineBuilder { TimeProvider = timeoutClock }.AddTimeout(options.SubmitTimeout).Build();
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        bool isSubmit = _kindOf(request) == CallKind.Submit;
        try
        {
            return await (isSubmit ? _submits : _reads)
                .ExecuteAsync(async token => await SendOnceAsync(request, isSubmit, token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (BrokenCircuitException open)
        {
            // Whoever comes while the circuit is open has not seen what opened it.
            throw new BrokenCircuitException(_lastFailure, open.RetryAfter ?? _options.BreakerPause, open);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, bool isSubmit, CancellationToken cancellationToken)
    {
        await _requests.TakeAsync(cancellationToken).ConfigureAwait(false);
        if (isSubmit)
            await _submitTokens.TakeAsync(cancellationToken).ConfigureAwait(false);
        return await (isSubmit ? _submitTimeout : _readTimeout).ExecuteAsync(
            async token =>
            {
                HttpResponseMessage response = await base.SendAsync(request, token).ConfigureAwait(false);
                await response.Content.LoadIntoBufferAsync(_options.MaximumAnswer, token).ConfigureAwait(false);

                // What a submit's broken answer hides is looked for, never repeated.
                if (isSubmit || JsonBody.IsWhole(request.Method, response))
                    return response;
                long length = response.Content.Headers.ContentLength ?? 0;
                response.Dispose();
                throw new BrokenAnswerException(length);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static bool IsWorthRepeating(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not null ? TransportFailure.IsTransport(outcome.Exception) : TransportFailure.IsTransient(outcome.Result!.StatusCode);

    private static bool IsCertainRefusal(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is not null ? TransportFailure.NeverSent(outcome.Exception) : outcome.Result!.StatusCode == System.Net.HttpStatusCode.TooManyRequests;

    private ResiliencePipeline<HttpResponseMessage> Breaker() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.9,
                MinimumThroughput = _options.BreakerThroughput,
                SamplingDuration = _options.BreakerWindow,
                BreakDuration = _options.BreakerPause,
                OnOpened = arguments =>
                {
                    _lastFailure = arguments.Outcome.Exception is { } exception ? TransportFailure.Describe(exception) : $"HTTP {(int)arguments.Outcome.Result!.StatusCode}";
                    return ValueTask.CompletedTask;
                },
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is not null
                    ? TransportFailure.IsTransport(arguments.Outcome.Exception)
                    : (int)arguments.Outcome.Result!.StatusCode >= 500),
            })
            .Build();

    private ResiliencePipeline<HttpResponseMessage> Repeat(
        int retries, Func<Outcome<HttpResponseMessage>, bool> isHandled, ResiliencePipeline<HttpResponseMessage> breaker)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = _clock };
        if (retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = _options.Jitter,
                Delay = _options.FirstDelay,
                MaxDelay = _options.LongestDelay,
                ShouldHandle = arguments => ValueTask.FromResult(isHandled(arguments.Outcome) && !AsksTooLong(arguments.Outcome.Result)),
                DelayGenerator = arguments => ValueTask.FromResult(Asked(arguments.Outcome.Result)),
                OnRetry = arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            });
        }

        return builder.AddPipeline(breaker).Build();
    }

    private TimeSpan? Asked(HttpResponseMessage? response) =>
        response is null ? null : TransportFailure.RetryAfter(response.Headers, _clock.GetUtcNow());

    private bool AsksTooLong(HttpResponseMessage? response) => Asked(response) > _options.LongestDelay;
}
