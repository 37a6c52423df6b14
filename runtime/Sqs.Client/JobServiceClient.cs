using System.Net;
using System.Net.Http.Headers;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Polly;
using Polly.Retry;
using RestEase;

namespace Sqs.Client;

/// <summary>
/// A thin client of the job service. Documents are those of the service's API. Requests are tried again while the service is away for a moment;
/// a submission carries a token, so that it makes one job however often it is sent.
/// </summary>
public sealed class JobServiceClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private readonly IJobServiceApi _api;
    private readonly ResiliencePipeline<HttpResponseMessage> _retry;

    /// <summary>Creates a client; nothing is asked yet.</summary>
    /// <param name="service">Address of the service.</param>
    /// <param name="key">The key, <c>sqs_ID_SECRET</c>.</param>
    /// <param name="attempts">How often a request is tried in all.</param>
    public JobServiceClient(Uri service, string key, int attempts = 5)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentException.ThrowIfNullOrEmpty(key);
        Service = service;
        _http = new HttpClient { BaseAddress = new Uri(service.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Patience };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _api = RestClient.For<IJobServiceApi>(_http);
        var retry = new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>()
                .HandleResult(static a => a.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxRetryAttempts = Math.Max(1, attempts - 1),
        };
        _retry = attempts <= 1 ? ResiliencePipeline<HttpResponseMessage>.Empty : new ResiliencePipelineBuilder<HttpResponseMessage>().AddRetry(retry).Build();
    }

    /// <summary>Address of the service.</summary>
    public Uri Service { get; }

    /// <summary>Submits a job.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="token">Marks the request: sent again with the same token it makes no second job.</param>
    /// <param name="cancellationToken">Stops the call; the job may exist then, and the same token finds it.</param>
    /// <returns>The job; a draft where its cost needs a confirmation.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public Task<JObject> SubmitAsync(JObject submission, string token, CancellationToken cancellationToken) => AskAsync(t => _api.SubmitAsync(submission, token, t), cancellationToken);

    /// <summary>Lists jobs, newest first.</summary>
    /// <param name="limit">The most jobs.</param>
    /// <param name="before">Only jobs before this one, or null.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The jobs.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public async Task<JArray> ListAsync(int limit, string? before, CancellationToken cancellationToken) =>
        (JArray)(await AskAsync(t => _api.ListAsync(limit, before, t), cancellationToken).ConfigureAwait(false))["jobs"]!;

    /// <summary>Shows a job with its parts and what happened to them.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public Task<JObject> ShowAsync(string id, CancellationToken cancellationToken) => AskAsync(t => _api.ShowAsync(id, t), cancellationToken);

    /// <summary>Reads the results of a job as far as they are there.</summary>
    /// <param name="id">The job.</param>
    /// <param name="withMemory">Whether every shot is listed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job with its results.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public Task<JObject> ResultsAsync(string id, bool withMemory, CancellationToken cancellationToken) =>
        AskAsync(t => _api.ResultsAsync(id, withMemory ? "true" : "false", t), cancellationToken);

    /// <summary>Confirms a draft, whatever it costs.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public Task<JObject> ConfirmAsync(string id, CancellationToken cancellationToken) => AskAsync(t => _api.ConfirmAsync(id, t), cancellationToken);

    /// <summary>Asks for a job to be cancelled.</summary>
    /// <param name="id">The job.</param>
    /// <param name="alsoRunning">Whether also one that runs, which is charged.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public Task<JObject> CancelAsync(string id, bool alsoRunning, CancellationToken cancellationToken) =>
        AskAsync(t => _api.CancelAsync(id, new JObject { ["running"] = alsoRunning }, t), cancellationToken);

    /// <summary>Lists the devices the service reaches.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The devices, and why others are away.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public Task<JObject> BackendsAsync(CancellationToken cancellationToken) => AskAsync(_api.BackendsAsync, cancellationToken);

    /// <summary>Replays a job on the service's native engine.</summary>
    /// <param name="id">The job.</param>
    /// <param name="request">How.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public Task<JObject> ReplayAsync(string id, JObject request, CancellationToken cancellationToken) => AskAsync(t => _api.ReplayAsync(id, request, t), cancellationToken);

    /// <summary>Shares a run.</summary>
    /// <param name="archive">The zip file of the run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The identifier of the run.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public async Task<string> ShareAsync(byte[] archive, CancellationToken cancellationToken) =>
        (string)(await AskAsync(t => _api.ShareAsync(Zip(archive), t), cancellationToken).ConfigureAwait(false))["run"]!;

    /// <summary>Reads the zip file of a run.</summary>
    /// <param name="id">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The zip file.</returns>
    /// <exception cref="ServiceProblemException">The service refused, or could not be reached.</exception>
    public async Task<byte[]> ArchiveAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(t => _api.ArchiveAsync(id, t), cancellationToken).ConfigureAwait(false);
        return await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // A try that failed has disposed of its content.
    private static ByteArrayContent Zip(byte[] archive) => new(archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };

    private async Task<JObject> AskAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return Parse(text) ?? throw new ServiceProblemException((int)answer.StatusCode, "what answers there is no job service");
    }

    private async Task<HttpResponseMessage> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> call, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await _retry.ExecuteAsync(async t => await call(t).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure)
        {
            throw new ServiceProblemException(0, failure.Message, failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServiceProblemException(0, $"there was no answer within {Patience.TotalSeconds:0} s", late);
        }

        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
        {
            JObject? problem = Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            throw new ServiceProblemException((int)answer.StatusCode, (string?)problem?["detail"] ?? $"it answered {(int)answer.StatusCode} {answer.ReasonPhrase}") { Trace = (string?)problem?["trace"] };
        }
    }

    private static JObject? Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return JToken.ReadFrom(reader) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
