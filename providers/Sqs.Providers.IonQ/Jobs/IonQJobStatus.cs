using Sqs.Providers.Errors;
using Sqs.Providers.IonQ.Errors;
using Sqs.Providers.IonQ.Rest;
using Sqs.Providers.Jobs;

namespace Sqs.Providers.IonQ.Jobs;

/// <summary>Translates the service's job states, those of version 0.3 included.</summary>
internal static class IonQJobStatus
{
    public static Outcome<RemoteStatus> Of(JobDocument job)
    {
        string status = job.Status ?? string.Empty;
        RemoteStatus remote = status.ToUpperInvariant() switch
        {
            "SUBMITTED" or "READY" => new RemoteStatus(RemotePhase.Queued, status),
            "STARTED" or "RUNNING" => new RemoteStatus(RemotePhase.Running, status),
            "COMPLETED" => new RemoteStatus(RemotePhase.Completed, status),
            "FAILED" => Failed(job, status),
            "CANCELED" or "CANCELLED" => new RemoteStatus(RemotePhase.Cancelled, status),
            _ when status.Contains("cancel", StringComparison.OrdinalIgnoreCase) => new RemoteStatus(RemotePhase.Cancelled, status) { IsSuspect = true },
            _ when status.Contains("fail", StringComparison.OrdinalIgnoreCase) => Failed(job, status) with { IsSuspect = true },
            _ => new RemoteStatus(RemotePhase.Unrecognised, status),
        };

        // A deleted job is gone as if it had never been known.
        if (string.Equals(status, "deleted", StringComparison.OrdinalIgnoreCase))
            return new ProviderError(ProviderErrorKind.NotFound, "deleted", "the job was deleted at the service");
        return remote with
        {
            PredictedWait = job.PredictedWait is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
            ChildIds = [.. job.Children ?? []],
        };
    }

    public static ProviderError Error(JobDocument job) =>
        IonQErrorReader.Of((string?)job.Failure?["code"], (string?)job.Failure?["message"] ?? (string?)job.Failure?["error"]);

    private static RemoteStatus Failed(JobDocument job, string status) => new(RemotePhase.Failed, status) { Error = Error(job) };
}
