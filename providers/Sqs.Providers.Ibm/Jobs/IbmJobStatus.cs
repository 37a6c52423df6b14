using Sqs.Providers.Errors;
using Sqs.Providers.Ibm.Errors;
using Sqs.Providers.Ibm.Rest;
using Sqs.Providers.Jobs;

namespace Sqs.Providers.Ibm.Jobs;

/// <summary>Translates the service's job states.</summary>
internal static class IbmJobStatus
{
    private const string RanTooLong = "1305";

    public static RemoteStatus Of(JobDocument job)
    {
        string status = job.State?.Status ?? job.Status ?? string.Empty;
        string code = job.State?.ReasonCode?.ToString() ?? string.Empty;
        bool isTooLong = code == RanTooLong || Says(status, "ran too long") || Says(job.Status, "ran too long");
        return status.ToUpperInvariant() switch
        {
            "QUEUED" => new RemoteStatus(RemotePhase.Queued, status),
            "RUNNING" => new RemoteStatus(RemotePhase.Running, status),
            "COMPLETED" => new RemoteStatus(RemotePhase.Completed, status),
            "FAILED" => Failed(job, status, isTooLong ? RanTooLong : code),
            _ when isTooLong => Failed(job, status, RanTooLong),
            "CANCELLED" => new RemoteStatus(RemotePhase.Cancelled, status),
            _ when Says(status, "cancel") => new RemoteStatus(RemotePhase.Cancelled, status) { IsSuspect = true },
            _ when Says(status, "fail") || Says(status, "error") => Failed(job, status, code) with { IsSuspect = true },
            _ => new RemoteStatus(RemotePhase.Unrecognised, status),
        };
    }

    private static RemoteStatus Failed(JobDocument job, string status, string code)
    {
        ProviderError error = IbmErrorReader.Of(code.Length == 0 ? null : code, job.State?.Reason, job.State?.ReasonSolution);
        return new RemoteStatus(RemotePhase.Failed, status) { Error = error };
    }

    private static bool Says(string? text, string word) => text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
