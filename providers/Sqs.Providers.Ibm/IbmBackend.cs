using Newtonsoft.Json.Linq;
using Sqs.Compiler.Targets;
using Sqs.Providers.Costs;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Ibm.Jobs;
using Sqs.Providers.Ibm.Rest;
using Sqs.Providers.Ibm.Results;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;
using Sqs.Providers.Results;

namespace Sqs.Providers.Ibm;

/// <summary>A backend of the IBM Quantum Compute Service: jobs of the program <c>sampler</c> with OpenQASM 3 text.</summary>
public sealed class IbmBackend : IBackend
{
    private const string SessionClosed = "4001";
    private const string TagPrefix = "sqs:";
    private const int MostFound = 20;

    private readonly IbmService _service;

    internal IbmBackend(IbmService service, string name)
    {
        _service = service;
        Name = name;
    }

    /// <inheritdoc/>
    public string Provider => IbmSettings.Schema.Provider;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<Outcome<BackendSnapshot>> SnapshotAsync(CancellationToken cancellationToken)
    {
        Outcome<string> configuration = await _service.Call
            .TextAsync(token => _service.Api.ConfigurationAsync(Name, token), CallKind.Repeatable, cancellationToken).ConfigureAwait(false);
        if (configuration.Error is not null)
            return configuration.Error;
        Outcome<string> properties = await _service.Call
            .TextAsync(token => _service.Api.PropertiesAsync(Name, token), CallKind.Repeatable, cancellationToken).ConfigureAwait(false);

        // Simulators have no properties.
        if (properties.Error is { Kind: not ProviderErrorKind.NotFound })
            return properties.Error;
        Outcome<BackendSnapshot> device = IbmDevice.Read(Name, _service.Clock.GetUtcNow(), configuration.Value, properties.Error is null ? properties.Value : null);

        // A hint for people: where it cannot be had there is none.
        Outcome<JObject> status = await _service.Call.ReadAsync<JObject>(token => _service.Api.BackendStatusAsync(Name, token), cancellationToken).ConfigureAwait(false);
        return device.Select(snapshot => snapshot with { Warning = status.Error is null ? IbmDevice.WarningOf(status.Value) : null });
    }

    /// <inheritdoc/>
    public Target TargetOf(BackendSnapshot device) => IbmTarget.Of(device);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PreparedJob>> Prepare(JobRequest request, BackendSnapshot device) => IbmJobPreparation.Prepare(Name, request, device);

    /// <inheritdoc/>
    public PreparedJob Restrict(PreparedJob job, IReadOnlyList<int> circuits)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(circuits);
        JObject body = JObject.Parse(job.Body);
        var pubs = (JArray)body["params"]!["pubs"]!;
        body["params"]!["pubs"] = new JArray(circuits.Select(i => pubs[i]));
        PreparedJob smaller = job with { Body = body.ToString(Newtonsoft.Json.Formatting.None), Circuits = [.. circuits.Select(i => job.Circuits[i])] };
        return smaller with { Estimate = IbmCost.Estimate(smaller.Circuits.Count, smaller.Executions) };
    }

    /// <inheritdoc/>
    public Task<Outcome<CostEstimate>> EstimateAsync(PreparedJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);

        // The service has no endpoint for estimates.
        return Task.FromResult<Outcome<CostEstimate>>(job.Estimate ?? IbmCost.Estimate(job.Circuits.Count, job.Executions));
    }

    /// <inheritdoc/>
    public async Task<Outcome<RemoteJob>> SubmitAsync(PreparedJob job, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        JObject body = JObject.Parse(job.Body);
        body["tags"] = new JArray((body["tags"] ?? new JArray()).Append(TagPrefix + key));
        Outcome<JobDocument> answer = await PostAsync(body, cancellationToken).ConfigureAwait(false);
        string? remark = null;
        if (answer.Error is { Code: SessionClosed, Acceptance: Acceptance.Refused } && (string?)body["session_id"] is { } session)
        {
            if (await MissingSessionAsync(session, cancellationToken).ConfigureAwait(false) is { } missing)
                return missing;
            body.Remove("session_id");
            remark = $"the session {session} is closed, so the job was sent outside of it";
            answer = await PostAsync(body, cancellationToken).ConfigureAwait(false);
        }

        if (!answer.TryGet(out JobDocument? document, out ProviderError? error))
            return error;
        return string.IsNullOrEmpty(document.Id)
            ? new ProviderError(ProviderErrorKind.Unknown, "no-id", "the service accepted the job without naming it") { Acceptance = Acceptance.Unclear }
            : new RemoteJob(document.Id, document.Created) { Remark = remark };
    }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<RemoteJob>>> FindAsync(string key, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        string tag = TagPrefix + key;
        Outcome<JobListDocument> answer = await _service.Call.ReadAsync<JobListDocument>(token => _service.Api.FindJobsAsync(tag, MostFound, true, token), cancellationToken).ConfigureAwait(false);

        if (!answer.TryGet(out JobListDocument? list, out ProviderError? error))
            return error;

        // The tags are compared again: an older service ignores a filter it does not know. A job is ours when it says so itself, never because a list leaves it open.
        var found = new List<RemoteJob>();
        foreach (JobDocument listed in (list.Jobs ?? []).Where(j => j.Id is not null).OrderBy(j => j.Created))
        {
            IReadOnlyList<string>? tags = listed.Tags;
            if (tags is null)
            {
                Outcome<JobDocument> whole = await _service.Call.ReadAsync<JobDocument>(token => _service.Api.JobAsync(listed.Id!, true, token), cancellationToken).ConfigureAwait(false);
                if (!whole.TryGet(out JobDocument? job, out error))
                    return error;
                tags = job.Tags;
            }

            if (tags?.Contains(tag) == true)
                found.Add(new RemoteJob(listed.Id!, listed.Created));
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<Outcome<RemoteStatus>> StatusAsync(string remoteId, CancellationToken cancellationToken)
    {
        Outcome<JobDocument> answer = await _service.Call.ReadAsync<JobDocument>(token => _service.Api.JobAsync(remoteId, true, token), cancellationToken).ConfigureAwait(false);
        return answer.Select(IbmJobStatus.Of);
    }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<RawDocument>>> DownloadAsync(PreparedJob job, string remoteId, CancellationToken cancellationToken)
    {
        Outcome<string> answer = await _service.Call
            .TextAsync(token => _service.Api.ResultsAsync(remoteId, token), CallKind.Repeatable, cancellationToken).ConfigureAwait(false);
        if (!answer.TryGet(out string? text, out ProviderError? error))
            return error;

        // A broken document is never taken for the result.
        Outcome<JToken> parsed = VendorCall.Parse<JToken>(text);
        return parsed.Select<IReadOnlyList<RawDocument>>(_ => [new RawDocument("results", text)]);
    }

    /// <inheritdoc/>
    public Outcome<JobResult> Decode(PreparedJob job, IReadOnlyList<RawDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        RawDocument? results = documents.FirstOrDefault(d => d.Name == "results");
        return results is null
            ? new ProviderError(ProviderErrorKind.Unknown, "result-format", "there is no stored document 'results'")
            : SamplerResultReader.Read(job, results.Text);
    }

    /// <inheritdoc/>
    public async Task<Outcome<JobUsage>> UsageAsync(string remoteId, CancellationToken cancellationToken)
    {
        Outcome<MetricsDocument> answer = await _service.Call.ReadAsync<MetricsDocument>(token => _service.Api.MetricsAsync(remoteId, token), cancellationToken).ConfigureAwait(false);
        return answer.Select(metrics =>
        {
            MetricsUsageDocument? usage = metrics.Usage;
            double? seconds = usage?.QuantumSeconds ?? usage?.Seconds;
            double? charged = usage?.ChargeSeconds ?? seconds;

            // Right after the end the service says 0 and "pending".
            bool isPending = usage is null || string.Equals(usage.Status, "pending", StringComparison.OrdinalIgnoreCase);
            Money? charge = isPending || charged is null ? null : new Money((decimal)charged.Value, Money.QpuSeconds);
            return new JobUsage(isPending ? null : seconds, charge, !isPending);
        });
    }

    /// <inheritdoc/>
    public async Task<Outcome<CancelAnswer>> CancelAsync(string remoteId, CancellationToken cancellationToken)
    {
        Outcome<string> answer = await _service.Call
            .TextAsync(token => _service.Api.CancelAsync(remoteId, token), CallKind.Repeatable, cancellationToken).ConfigureAwait(false);
        return answer.Error is { HttpStatus: 409 } ? CancelAnswer.AlreadyEnded : answer.Select(_ => CancelAnswer.Requested);
    }

    // A session that has ended is left behind; one that never was is a mistake that the user should know of.
    private async Task<ProviderError?> MissingSessionAsync(string session, CancellationToken cancellationToken)
    {
        Outcome<JObject> found = await _service.Call.ReadAsync<JObject>(token => _service.Api.SessionAsync(session, token), cancellationToken).ConfigureAwait(false);
        return found.Error is { HttpStatus: 404 } unknown
            ? new ProviderError(ProviderErrorKind.FixInput, "unknown-session", $"the service knows no session '{session}'")
            {
                Remedy = "name one that is open on this backend, or none",
                HttpStatus = unknown.HttpStatus,
                TraceId = unknown.TraceId,
            }
            : found.Error;
    }

    private Task<Outcome<JobDocument>> PostAsync(JObject body, CancellationToken cancellationToken) =>
        _service.Call.JsonAsync<JobDocument>(token => _service.Api.SubmitAsync(body, token), CallKind.Submit, cancellationToken);
}
