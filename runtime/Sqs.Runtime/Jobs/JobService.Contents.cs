using Sqs.Providers;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Runs;

namespace Sqs.Runtime.Jobs;

/// <content>What is kept of a job, and the results read from it.</content>
public sealed partial class JobService
{
    /// <summary>Reads the stored results of all circuits that have some. The same call gives the same records for ever.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>One entry a circuit, in the order of the request; without records where there is no result.</returns>
    public async Task<JobResult> ResultsAsync(string jobId, CancellationToken cancellationToken) =>
        (await ReadAsync(await ShowAsync(jobId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)).Result;

    /// <summary>Reads all that is kept of a job: what was asked for, the device of that day, what was sent, what came back.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The contents.</returns>
    public async Task<JobContents> ContentsAsync(string jobId, CancellationToken cancellationToken)
    {
        JobView view = await ShowAsync(jobId, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CircuitRequest> circuits = view.Job.Request is { } request
            ? JobRequestText.Read(await _store.GetAsync(request, cancellationToken).ConfigureAwait(false))
            : [];
        BackendSnapshot device = JobJson.Read<BackendSnapshot>(await _store.GetAsync(view.Job.Snapshot, cancellationToken).ConfigureAwait(false));
        (IReadOnlyList<DevicePart> parts, JobResult result) = await ReadAsync(view, cancellationToken).ConfigureAwait(false);
        return new JobContents(view, circuits, device, parts, result);
    }

    private async Task<(IReadOnlyList<DevicePart> Parts, JobResult Result)> ReadAsync(JobView view, CancellationToken cancellationToken)
    {
        var circuits = new CircuitResult?[view.Job.Circuits];
        var parts = new List<DevicePart>(view.Parts.Count);
        foreach (JobPart part in view.Parts)
        {
            PreparedJob prepared = JobJson.Read<PreparedJob>(await _store.GetAsync(part.Prepared, cancellationToken).ConfigureAwait(false));
            IReadOnlyList<RawDocument> documents = await _driver.DocumentsAsync(part, cancellationToken).ConfigureAwait(false);
            parts.Add(new DevicePart(part.Key, part.RemoteId, part.State, prepared.Body, documents));
            if (documents.Count == 0)
                continue;
            Outcome<JobResult> decoded = _providers.Backend(part.Backend).Decode(prepared, documents);
            foreach (CircuitResult circuit in decoded.Error is null ? decoded.Value.Circuits : [])
            {
                if (circuits[circuit.Index]?.Records is null)
                    circuits[circuit.Index] = circuit;
            }
        }

        ProviderError none = view.Errors is [var first, ..] ? first : new ProviderError(ProviderErrorKind.Unknown, "no-result", $"the job is {view.State}");
        return (parts, new JobResult([.. circuits.Select((c, i) => c ?? new CircuitResult(i, null) { Error = none })]));
    }
}
