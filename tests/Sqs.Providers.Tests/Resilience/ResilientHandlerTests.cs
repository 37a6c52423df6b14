using System.Net.Http.Headers;
using Sqs.Campaign;
using Sqs.Providers.Credentials;
using Sqs.Providers.Errors;
using Sqs.Providers.IonQ;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;

namespace Sqs.Providers.Tests.Resilience;

public sealed class ResilientHandlerTests
{
    private static readonly PreparedJob Job = new("ionq", "x", "{}", []);

    private VirtualTime _clock = null!;
    private RecordingTransport _transport = null!;
    private IonQProvider _provider = null!;

    [SetUp]
    public void Connect()
    {
        _clock = new VirtualTime();
        _transport = new RecordingTransport();
        _provider = new IonQProvider(
            new IonQSettings { Resilience = new ResilienceOptions { Jitter = () => 0.5, ReadTimeout = TimeSpan.FromSeconds(5), SubmitTimeout = TimeSpan.FromSeconds(5) } },
            new VendorConnection(new Secret("s"), _clock, _transport, TimeProvider.System));
    }

    [TearDown]
    public void Disconnect()
    {
        _provider.Dispose();
        _transport.Dispose();
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    [TestCase(401)]
    [TestCase(408)]
    public async Task An_unclear_submit_is_never_sent_again(int status)
    {
        _transport.Answer(status, "{}");
        ProviderError error = (await _provider.Backend("x").SubmitAsync(Job, "k", default)).Error!;
        Assert.That(_transport.Requests, Has.Count.EqualTo(1));
        Assert.That(error.Acceptance, Is.EqualTo(Acceptance.Unclear));
    }

    [Test]
    public async Task A_submit_whose_connection_broke_is_unclear()
    {
        _transport.Throw(new HttpRequestException(HttpRequestError.ResponseEnded));
        ProviderError error = (await _provider.Backend("x").SubmitAsync(Job, "k", default)).Error!;
        Assert.That(_transport.Requests, Has.Count.EqualTo(1));
        Assert.That(error.Acceptance, Is.EqualTo(Acceptance.Unclear));
    }

    [Test]
    public async Task A_submit_answered_with_half_a_document_is_unclear()
    {
        _transport.Answer(201, """{"id":"12""");
        Assert.That((await _provider.Backend("x").SubmitAsync(Job, "k", default)).Error!.Acceptance, Is.EqualTo(Acceptance.Unclear));
    }

    [Test]
    public async Task A_submit_that_never_left_is_sent_again()
    {
        _transport.Throw(new HttpRequestException(HttpRequestError.ConnectionError)).Answer(201, """{"id":"1"}""");
        Assert.That((await _provider.Backend("x").SubmitAsync(Job, "k", default)).Value.Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task A_submit_that_came_too_fast_waits_as_long_as_it_is_told()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        _transport.Answer(429, "{}", r => r.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(17))).Answer(201, """{"id":"1"}""");
        Assert.That((await _provider.Backend("x").SubmitAsync(Job, "k", default)).Value.Id, Is.EqualTo("1"));
        Assert.That(_clock.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(17)));
    }

    [Test]
    public async Task A_wait_above_the_limit_is_left_to_the_caller()
    {
        _transport.Answer(429, "{}", r => r.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMinutes(5)));
        ProviderError error = (await _provider.Backend("x").SubmitAsync(Job, "k", default)).Error!;
        Assert.That((error.RetryAfter, error.Acceptance, error.Kind), Is.EqualTo((TimeSpan.FromMinutes(5), Acceptance.Refused, ProviderErrorKind.Retry)));
    }

    [Test]
    public async Task A_read_is_repeated()
    {
        _transport.Answer(503, "<html>").Throw(new HttpRequestException(HttpRequestError.ResponseEnded)).Answer(429, "{}").Answer(200, """{"id":"j","status":"ready"}""");
        Assert.That((await _provider.Backend("x").StatusAsync("j", default)).Value.Phase, Is.EqualTo(RemotePhase.Queued));
        Assert.That(_transport.Requests, Has.Count.EqualTo(4));
    }

    [TestCase("{\"id\":\"j\",\"status\":\"rea")]
    [TestCase("{\"id\":\"j\"")]
    [TestCase("{\"id\":\"j\",]}")]
    [TestCase("<html>gateway</html>")]
    [TestCase("")]
    public async Task A_read_whose_answer_is_cut_or_garbled_is_repeated(string broken)
    {
        _transport.Answer(200, broken).Answer(200, """{"id":"j","status":"ready"}""");
        Assert.That((await _provider.Backend("x").StatusAsync("j", default)).Value.Phase, Is.EqualTo(RemotePhase.Queued));
        Assert.That(_transport.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_read_that_stays_garbled_ends_with_its_cause()
    {
        for (int i = 0; i < 5; i++)
            _transport.Answer(200, "{\"id\":");
        ProviderError error = (await _provider.Backend("x").StatusAsync("j", default)).Error!;
        Assert.That((error.Kind, error.Code), Is.EqualTo((ProviderErrorKind.Retry, "bad-answer")));
        Assert.That(_transport.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_read_that_is_refused_once_goes_on_and_twice_counts()
    {
        _transport.Answer(401, "{}").Answer(200, """{"id":"j","status":"ready"}""").Answer(401, "{}").Answer(401, "{}");
        Assert.That((await _provider.Backend("x").StatusAsync("j", default)).Value.Phase, Is.EqualTo(RemotePhase.Queued));
        Assert.That((await _provider.Backend("x").StatusAsync("j", default)).Error!.Kind, Is.EqualTo(ProviderErrorKind.Reauthenticate));
    }

    [Test]
    public async Task A_read_is_not_repeated_where_the_input_is_wrong()
    {
        _transport.Answer(404, """{"statusCode":404,"error":"Not Found","message":"no job"}""");
        ProviderError error = (await _provider.Backend("x").StatusAsync("j", default)).Error!;
        Assert.That(error.Kind, Is.EqualTo(ProviderErrorKind.NotFound));
        Assert.That(_transport.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_service_that_keeps_failing_is_left_alone()
    {
        for (int i = 0; i < 12; i++)
            _transport.Answer(503, "{}");
        ProviderError? error = null;
        for (int i = 0; i < 3; i++)
            error = (await _provider.Backend("x").StatusAsync("j", default)).Error;
        Assert.That(error!.Code, Is.EqualTo("circuit-open"));
        Assert.That(error.Message, Does.Contain("HTTP 503"));
        Assert.That(_transport.Requests, Has.Count.LessThan(15));
    }

    [Test]
    public async Task Tokens_of_the_bucket_pace_callers_in_order()
    {
        var bucket = new TokenBucket(2, 0.5, _clock);
        DateTimeOffset start = _clock.GetUtcNow();
        await bucket.TakeAsync(default);
        await bucket.TakeAsync(default);
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(start));
        await bucket.TakeAsync(default);
        Assert.That(_clock.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(2)));
        _clock.Advance(TimeSpan.FromHours(1));
        start = _clock.GetUtcNow();
        for (int i = 0; i < 3; i++)
            await bucket.TakeAsync(default);
        Assert.That(_clock.GetUtcNow() - start, Is.EqualTo(TimeSpan.FromSeconds(2)), "a pause fills the bucket and no more");
    }
}
