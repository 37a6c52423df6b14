using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Targets;
using Sqs.Providers.Costs;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.IonQ.Jobs;
using Sqs.Providers.IonQ.Rest;
using Sqs.Providers.IonQ.Results;
using Sqs.Providers.Jobs;
using Sqs.Providers.Resilience;
using Sqs.Providers.Results;

namespace Sqs.Providers.IonQ;

/// <summary>A backend of IonQ's cloud.</summary>
public sealed class IonQBackend : IBackend
{
    private const string KeyName = "sqs";
    private const int PageSize = 25;
    private const int MostPages = 200;
    private const int MostEstimates = 8;

    // Clocks of vendor and client differ a little.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(2);

    private readonly IonQService _service;

    internal IonQBackend(IonQService service, string name)
    {
        _service = service;
        Name = name;
    }

    /// <inheritdoc/>
    public string Provider => IonQSettings.Schema.Provider;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<Outcome<BackendSnapshot>> SnapshotAsync(CancellationToken cancellationToken)
    {
        Outcome<string> text = await _service.Call
            .TextAsync(token => _service.Api.BackendAsync(Name, token), CallKind.Repeatable, cancellationToken).ConfigureAwait(false);
        if (text.Error is not null)
            return text.Error;
        if (!VendorCall.Parse<BackendDocument>(text.Value).TryGet(out BackendDocument? backend, out ProviderError? error))
            return error;
        JObject? characterization = null;
        if (backend.CharacterizationId is { Length: > 0 } id)
        {
            Outcome<JObject> answer = await _service.Call.ReadAsync<JObject>(token => _service.Api.CharacterizationAsync(Name, id, token), cancellationToken).ConfigureAwait(false);
            if (!answer.TryGet(out characterization, out error))
                return error;
        }

        return IonQDevice.Read(backend, _service.Settings, _service.Clock.GetUtcNow(), text.Value, characterization);
    }

    /// <inheritdoc/>
    public Target TargetOf(BackendSnapshot device) => IonQTarget.Of(_service.Settings, device);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<PreparedJob>> Prepare(JobRequest request, BackendSnapshot device) =>
        IonQJobPreparation.Prepare(Name, _service.Settings, request, device);

    /// <inheritdoc/>
    public PreparedJob Restrict(PreparedJob job, IReadOnlyList<int> circuits)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(circuits);
        JObject body = JObject.Parse(job.Body);
        if (body["input"]!["circuits"] is JArray all)
            body["input"]!["circuits"] = new JArray(circuits.Select(i => all[i]));
        return job with { Body = body.ToString(Formatting.None), Circuits = [.. circuits.Select(i => job.Circuits[i])], Estimate = null };
    }

    /// <inheritdoc/>
    public async Task<Outcome<CostEstimate>> EstimateAsync(PreparedJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        JObject body = JObject.Parse(job.Body);
        string type = (string)body["type"]!;
        int shots = (int)body["shots"]!;
        bool mitigation = (bool)body["settings"]!["error_mitigation"]!["debiasing"]!;
        var groups = CircuitSize.Of(body).GroupBy(s => s).Select(g => (Size: g.Key, Count: g.Count())).ToList();
        if (groups.Count == 0)
            return new ProviderError(ProviderErrorKind.FixInput, "no-estimate", "OpenQASM jobs have no estimate; send a dry run");
        if (groups.Count > MostEstimates)
        {
            // Above a few sizes the dearest stands for all, so that the estimate errs on the safe side.
            var dearest = new CircuitSize(groups.Max(g => g.Size.Qubits), groups.Max(g => g.Size.OneQubitGates), groups.Max(g => g.Size.TwoQubitGates));
            groups = [(dearest, groups.Sum(g => g.Count))];
        }

        decimal total = 0;
        string unit = "usd";
        foreach ((CircuitSize size, int count) in groups)
        {
            Outcome<JObject> answer = await _service.Call.ReadAsync<JObject>(
                token => _service.Api.EstimateAsync(Name, type, size.Qubits, shots, size.OneQubitGates, size.TwoQubitGates, mitigation, token),
                cancellationToken).ConfigureAwait(false);
            if (!answer.TryGet(out JObject? estimate, out ProviderError? error))
                return error;

            // The newer form, then the older.
            unit = (string?)estimate["estimated_unit"] ?? (string?)estimate["cost_unit"] ?? unit;
            if (((decimal?)estimate["estimated_total_cost"] ?? (decimal?)estimate["estimated_cost"]) is not { } one)
                return new ProviderError(ProviderErrorKind.Unknown, "no-estimate", "the service answered with an estimate of a form that is not known");
            total += count * one;
        }

        return new CostEstimate(new Money(total, unit), $"{groups.Sum(g => g.Count)} circuits of {shots} shots, debiasing {(mitigation ? "on" : "off")}", IsVendorFigure: true);
    }

    /// <inheritdoc/>
    public async Task<Outcome<RemoteJob>> SubmitAsync(PreparedJob job, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        JObject body = JObject.Parse(job.Body);
        body["name"] = $"{KeyName}-{key}";
        var metadata = body["metadata"] as JObject ?? [];
        metadata[KeyName] = key;
        body["metadata"] = metadata;
        Outcome<JobDocument> answer = await _service.Call
            .JsonAsync<JobDocument>(token => _service.Api.SubmitAsync(body, token), CallKind.Submit, cancellationToken).ConfigureAwait(false);
        if (!answer.TryGet(out JobDocument? document, out ProviderError? error))
            return error;
        return string.IsNullOrEmpty(document.Id)
            ? new ProviderError(ProviderErrorKind.Unknown, "no-id", "the service accepted the job without naming it") { Acceptance = Acceptance.Unclear }
            : new RemoteJob(document.Id, document.Submitted);
    }

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<RemoteJob>>> FindAsync(string key, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        var found = new List<RemoteJob>();
        string? next = null;
        for (int page = 0; page < MostPages; page++)
        {
            Outcome<JobListDocument> answer = await _service.Call.ReadAsync<JobListDocument>(token => _service.Api.ListJobsAsync(PageSize, next, token), cancellationToken).ConfigureAwait(false);
            if (!answer.TryGet(out JobListDocument? list, out ProviderError? error))
                return error;
            IReadOnlyList<JobDocument> jobs = list.Jobs ?? [];

            // Children of a multi-circuit job may inherit its metadata.
            found.AddRange(jobs.Where(j => j.Id is not null && j.Parent is null && Carries(j, key)).Select(j => new RemoteJob(j.Id!, j.Submitted)));
            next = list.Next;
            if (string.IsNullOrEmpty(next) || jobs.Count == 0 || jobs[^1].Submitted < notBefore - ClockMargin)
                return found.OrderBy(j => j.CreatedAt).ToList();
        }

        // Without the whole list nobody can say that the job is not there.
        return new ProviderError(ProviderErrorKind.Unknown, "too-many-jobs", $"the job was not among the newest {MostPages * PageSize}");
    }

    /// <inheritdoc/>
    public async Task<Outcome<RemoteStatus>> StatusAsync(string remoteId, CancellationToken cancellationToken)
    {
        Outcome<JobDocument> answer = await GetAsync(remoteId, cancellationToken).ConfigureAwait(false);
        return answer.Error is null ? IonQJobStatus.Of(answer.Value) : answer.Error;
    }

    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyList<RawDocument>>> DownloadAsync(PreparedJob job, string remoteId, CancellationToken cancellationToken) =>
        new IonQDownload(_service, job, cancellationToken).RunAsync(remoteId);

    /// <inheritdoc/>
    public Outcome<JobResult> Decode(PreparedJob job, IReadOnlyList<RawDocument> documents) =>
        IonQResultReader.Read(job, documents, _service.Settings.FirstBitLeftmost);

    /// <inheritdoc/>
    public async Task<Outcome<JobUsage>> UsageAsync(string remoteId, CancellationToken cancellationToken)
    {
        Outcome<JObject> answer = await _service.Call.ReadAsync<JObject>(token => _service.Api.CostAsync(remoteId, token), cancellationToken).ConfigureAwait(false);
        if (!answer.TryGet(out JObject? cost, out ProviderError? error))
            return error;
        Outcome<JobDocument> job = await GetAsync(remoteId, cancellationToken).ConfigureAwait(false);
        if (job.Error is not null)
            return job.Error;
        Money? charge = Amount(cost["cost"]);
        double? microseconds = (double?)job.Value.Stats?["billed_quantum_compute_time_us"];
        return new JobUsage(microseconds / 1e6, charge, charge is not null || job.Value.IsDryRun) { Estimated = Amount(cost["estimated_cost"]) };
    }

    /// <inheritdoc/>
    public async Task<Outcome<CancelAnswer>> CancelAsync(string remoteId, CancellationToken cancellationToken)
    {
        Outcome<string> answer = await _service.Call
            .TextAsync(token => _service.Api.CancelAsync(remoteId, token), CallKind.Repeatable, cancellationToken).ConfigureAwait(false);
        return answer.Error is { HttpStatus: 400 or 409 } ? CancelAnswer.AlreadyEnded : answer.Select(_ => CancelAnswer.Requested);
    }

    private static Money? Amount(JToken? token) => token is JObject amount && amount["value"] is { } value ? new Money((decimal)value, (string?)amount["unit"] ?? "usd") : null;

    private static bool Carries(JobDocument job, string key) =>
        job.Metadata is not null ? (string?)job.Metadata[KeyName] == key : job.Name == $"{KeyName}-{key}";

    private Task<Outcome<JobDocument>> GetAsync(string id, CancellationToken cancellationToken) =>
        _service.Call.ReadAsync<JobDocument>(token => _service.Api.JobAsync(id, token), cancellationToken);
}
