using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Providers.Jobs;
using Sqs.Providers.Results;

namespace Sqs.Runtime.Jobs;

/// <summary>
/// Runs jobs to their end, one after the other, for work that goes on with their results. A piece of work that has a name is one job for ever: asked for again, by this
/// process or a later one, the job that exists is followed or read and nothing is sent twice.
/// </summary>
/// <param name="service">The jobs.</param>
/// <param name="confirm">Decides about the cost of a draft; a diagnostic says why not.</param>
/// <param name="progress">Receives each job after each step, or null.</param>
public sealed class JobRunner(JobService service, Func<JobView, Diagnostic?> confirm, IProgress<JobView>? progress = null)
{
    private const int MostAttempts = 100;

    /// <summary>Runs a job.</summary>
    /// <param name="work">Name of the piece of work; null for work that is never resumed.</param>
    /// <param name="backend">Specification of the backend.</param>
    /// <param name="request">The job, compiled for the backend's target.</param>
    /// <param name="device">What the device can do.</param>
    /// <param name="cancellationToken">Stops waiting; a job that was sent goes on.</param>
    /// <returns>The job and the results of all of its circuits.</returns>
    /// <exception cref="DiagnosticException">The job costs too much, was refused, or ended without all results.</exception>
    public async Task<(JobView View, JobResult Result)> RunAsync(
        WorkName? work, string backend, JobRequest request, BackendSnapshot device, CancellationToken cancellationToken)
    {
        JobView view = await BeginAsync(work, backend, request, device, cancellationToken).ConfigureAwait(false);
        if (view.State == JobState.Draft)
        {
            if (confirm(view) is { } refused)
            {
                await service.CancelAsync(view.Job.Id, alsoRunning: false, cancellationToken).ConfigureAwait(false);
                throw new DiagnosticException(refused);
            }

            await service.ConfirmAsync(view, limit: null, cancellationToken).ConfigureAwait(false);
        }

        // Nobody is there to mend a credential: the caller ends, and a later run goes on with the job.
        (view, WaitEnd end) = await service.WaitAsync(view.Job.Id, longest: null, progress, cancellationToken, endsOnRefusal: true).ConfigureAwait(false);
        if (end == WaitEnd.Refused && view.Refusal is { } refusal)
            throw new DiagnosticException(ProviderDiagnostics.Of(refusal, backend));
        if (view.State == JobState.Done)
            return (view, await service.ResultsAsync(view.Job.Id, cancellationToken).ConfigureAwait(false));
        string why = view.Errors is [var error, ..] ? error.ToString() : view.Parts.Select(p => p.Reason).FirstOrDefault(r => r is not null) ?? "it ended without results";
        throw new DiagnosticException(ProviderDiagnostics.NotDone.At(SourceSpan.None, view.Job.Id, view.State, why));
    }

    // A job that failed stays what it is; the work gets another one when it is asked for anew.
    private async Task<JobView> BeginAsync(WorkName? work, string backend, JobRequest request, BackendSnapshot device, CancellationToken cancellationToken)
    {
        if (work is null)
            return await service.DraftAsync(backend, request, device, cancellationToken).ConfigureAwait(false);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            string id = work.JobId(attempt);
            if (await service.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } known)
                return await service.DraftAsync(backend, request, device, JobOwner.Local, cancellationToken, id).ConfigureAwait(false);
            if (known.State is not (JobState.Failed or JobState.Cancelled or JobState.LostRemote))
                return known;
        }

        throw new DiagnosticException(JobDiagnostics.TooManyAttempts.At(SourceSpan.None, request.Name, MostAttempts));
    }
}
